/**
 * What every copy of this package within one thread shares.
 *
 * A worker runs the generated program; a user's module in that worker imports its own copy of the
 * package. The two must agree on the lock the thread obeys, on the compiled kernels and on what is
 * marked for transfer, so these hang on one registered symbol of `globalThis`.
 */

import { Atomics, SafeWeakMap } from "./primordials.ts";

/** What instrumented code looks at, as the global `$gil`; see `src/instrument/instrument.ts`. */
export interface LockPulse {
  /** One word: not 0 if there is a reason to `check()`, as far as a plain load can tell. */
  readonly look: Int32Array;
  /** Whether walking through a value by index is what its iterator does. */
  isIndexed(value: unknown): value is ArrayLike<unknown>;
  /** Takes an exact look: gives way if asked to, takes the lock if it must be taken. */
  check(): void;
  /** The same behind an `await` or a `yield`; returns its value. */
  resume<V>(value: V): V;
}

/** The lock a worker obeys; see `src/gil/lock.ts`. */
export interface WorkerLock {
  /** For instrumented code. */
  readonly pulse: LockPulse;
  /** Takes the lock for a task; blocks this thread until it has it. */
  enter(): void;
  /** Gives the lock up at the end of a task. */
  leave(): void;
  /**
   * The task's promise is pending, and its code takes the lock by itself when it goes on: the lock
   * is held in turns of the event loop in which code runs.
   */
  suspend(): void;
  /** The eval loop's check: gives the lock up and takes it again if another worker asked for it. */
  checkpoint(): void;
  /** Gives the lock up within a task; the returned function takes it back while the task lasts. */
  release(): () => void;
}

/** What a worker at a lock has besides. */
export interface LockProgram {
  /**
   * A worker's half of a lock.
   *
   * @param seat a `GilSeat` of `gil/protocol.ts`
   * @param logged called when what it has logged should be read
   */
  makeLock(seat: unknown, logged: () => void): WorkerLock;
  /** Has the modules that this thread loads from now on rewritten, where the runtime lets us. */
  rewriteModules(rewrite: RewriteModule): void;
}

/** What becomes of a module's text. */
export type RewriteModule = (url: string, source: string, kind: SourceKind) => string;

/** What `Realm.closed` may hold: not 0 once what the worker claims is not its to run. */
export const closed = 1;

/** The same, once it is to give up what it runs too. */
export const stopped = 2;

/** The shared state of one thread. */
export interface Realm {
  /** The lock this worker obeys; absent on the main side and in free-threaded workers. */
  lock?: WorkerLock;
  /** What makes the lock, once its program was evaluated. */
  lockProgram?: LockProgram;
  /** Makes source text obey the lock, once the instrumenter was loaded. */
  instrument?: Instrument;
  /** One word, by which the pool tells this worker that it is closed or stopped. */
  closed?: Int32Array;
  /** The compiled WASM core, once somebody compiled or received it. */
  kernels?: WebAssembly.Module;
  /** What a worker calls where a kernel is its task, once their program was evaluated. */
  kernelTasks?: KernelTasks;
  /** The buffers to move with a value, as `transfer()` marked them. */
  readonly transfers: WeakMap<object, readonly object[]>;
}

/** The kernels of a worker. */
export interface KernelTasks {
  readonly byName: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Takes in the compiled core, or its bytes. */
  accept(core: WebAssembly.Module | Uint8Array): void;
}

/** What a text is: the source of one function, of an ES module, or of a CommonJS module. */
export type SourceKind = "function" | "module" | "commonjs";

/** Puts checks into a text; in doubt leaves it as it was, see `src/instrument/instrument.ts`. */
export type Instrument = (source: string, kind: SourceKind) => string;

const key: unique symbol = Symbol.for("@concurrent/futures") as never;
const home = globalThis as { [key]?: Realm };

/** The one realm of this thread. */
export const realm: Realm = home[key] ??= { transfers: new SafeWeakMap() };

/**
 * Ends what runs on a worker whose pool is broken: not every runtime can end a busy thread from
 * outside.
 *
 * @throws {Error} if the worker was stopped
 */
export function endIfStopped(): void {
  if (realm.closed === undefined || Atomics.load(realm.closed, 0) !== stopped) return;
  throw ended();
}

/** What is thrown out of a task whose worker is to end. */
export function ended(): Error {
  return new Error("Cannot go on: the pool ends this worker");
}

/** The property under which a function carries the reference by which workers find it. */
export const taskReference: unique symbol = Symbol.for("@concurrent/futures/task") as never;

/** The mark on this package's error classes, by which one copy knows the errors of another. */
export const packageError: unique symbol = Symbol.for("@concurrent/futures/error") as never;
