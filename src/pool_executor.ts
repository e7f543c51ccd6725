/**
 * What the two executors share: a `WorkerPool` behind the `Executor` interface, options checked.
 *
 *     submit(fn, ...args)
 *       taskRefOf(fn)        function → reference; what can't be sent throws here
 *       WorkerPool.submit    reference, arguments → WorkItem, which is the Future
 *       Dispatcher           WorkItem → message ── border ── message → outcome
 *         worker/serve.ts    reference → function → (GIL) call → outcome
 *       WorkItem.settle      outcome → setResult / setException → callbacks, waiters
 *
 * At any time: a worker ends, the pool breaks, all its futures settle.
 */

import { provideAsyncContexts } from "./adapters/async_contexts.ts";
import { isExiting } from "./adapters/detect.ts";
import type { Permissions } from "./adapters/permission_list.ts";
import { ExecutorShutdownError } from "./core/errors.ts";
import { type Callable, Executor, type ShutdownOptions } from "./core/executor.ts";
import type { Future } from "./core/future.ts";
import { type ChunkResult, type Launcher, launchMap, type MapResult } from "./core/map.ts";
import { type Inputs, type InputsThenOptions, mapRequest } from "./core/map_inputs.ts";
import { assertOptions } from "./core/options.ts";
import { isArray } from "./core/primordials.ts";
import { textOf } from "./core/text.ts";
import type { TraceEvent, TraceSink } from "./core/trace.ts";
import { keepArgument } from "./pool/arguments.ts";
import { Recorder } from "./pool/recorder.ts";
import type { WorkerPool } from "./pool/worker_pool.ts";
import type { Initializer } from "./pool/worker_slot.ts";
import { packed } from "./wire/column.ts";
import { type TaskRef, taskRefOf } from "./wire/task_ref.ts";

/** Options of every pool. */
export interface PoolOptions {
  /**
   * The most workers at once; without it `min(32, cpus + 4)` threads, or as many processes as there
   * are cpus (61 at most on Windows).
   */
  readonly maxWorkers?: number;
  /** Runs first in each worker, awaited; if it fails, the pool is broken; nothing without it. */
  readonly initializer?: (...args: never[]) => unknown;
  /** The initializer's arguments, as they are when a worker starts; none without it. */
  readonly initargs?: readonly unknown[];
  /** After how many tasks a worker is replaced by a new one; never without it. */
  readonly maxTasksPerChild?: number;
  /**
   * On Deno, what workers may do: nothing, or what is listed and no more. Without it threads may do
   * what this program may, and processes what this program may as a whole. Threads are Web Workers
   * then, for which Deno wants `--unstable-worker-options`.
   */
  readonly permissions?: Permissions;
  /**
   * Whether to record what happens to tasks and workers: `true` to keep it for `trace`, or what takes
   * each event; false without it. What is kept grows until the executor is gone.
   */
  readonly trace?: boolean | TraceSink;
}

provideAsyncContexts();

/** Pools whose executor nobody refers to any more: they do what is pending, then end. */
const forgotten = new FinalizationRegistry<WorkerPool>((pool) => {
  void pool.shutdown({ wait: false });
});

/** An executor over a pool of workers: what threads and processes have in common. */
export abstract class PoolExecutor extends Executor {
  /** The most workers at once. */
  readonly maxWorkers: number;
  readonly #pool: WorkerPool;
  readonly #recorder: Recorder | undefined;

  /** @internal */
  constructor(maxWorkers: number, pool: WorkerPool, recorder?: Recorder) {
    super();
    this.maxWorkers = maxWorkers;
    this.#pool = pool;
    this.#recorder = recorder;
    forgotten.register(this, pool);
  }

  /** What has happened so far, oldest first; empty unless `trace: true` was given. */
  get trace(): readonly TraceEvent[] {
    return this.#recorder?.events ?? [];
  }

  /**
   * Schedules `fn(...args)`.
   *
   * An argument arrives as it is now: it may be changed as soon as `submit()` has returned, whether
   * its task waits or not, and what `transfer()` marks is moved by then. One that can't be cloned
   * fails the future with an error named `DataCloneError`; what its getters throw is the cause.
   *
   * @param fn a function of a module (see `importTasks()`), of this package, a built-in one, or a
   *   self-contained one
   * @param args its arguments: anything structured clone takes; shared memory goes to threads only
   * @returns a future for what it returns
   * @throws {TypeError} for a function that can't be sent
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  override submit<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...args: A
  ): Future<Awaited<R>> {
    assertRunning();
    return this.#pool.submit(taskRefOf(fn), args, false) as Future<Awaited<R>>;
  }

  /**
   * Stops taking work; what was submitted still runs unless `cancelFutures` is given.
   *
   * It waits as long as that takes, as Python's does: for a process that is stopped, too.
   *
   * @param options whether to wait for the workers and whether to cancel what has not begun
   * @returns a promise that resolves when the workers are gone, or at once with `wait: false`
   * @throws {TypeError} (rejects, and shuts nothing down) for an option that there is not
   */
  override async shutdown(options: ShutdownOptions = {}): Promise<void> {
    assertOptions("shutdown()", options, { wait: true, cancelFutures: true });
    await this.#pool.shutdown(options);
  }

  /**
   * Calls `fn` over inputs, as many at once as there are workers; like `zip`, the shortest ends it.
   *
   * Inputs are taken and submitted inside the call, unless `buffersize` is given or an input is
   * async. An error costs one result: its own `next()` rejects, the one after that goes on. A
   * `for await` ends at the first error, as with any iterator, without `return()`: the others still run.
   *
   * @param fn as for `submit()`
   * @param inputs one iterable (or async iterable) for each parameter; optional ones may have none
   * @returns the results, in input order
   * @throws {TypeError} for a function that can't be sent, an input that can't be iterated or an
   *   option of a wrong type
   * @throws {RangeError} for an option out of range
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  override map<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...inputs: Inputs<A>
  ): MapResult<Awaited<R>>;
  /**
   * Calls `fn` over inputs, as many at once as there are workers; like `zip`, the shortest ends it.
   *
   * Inputs are taken and submitted inside the call, unless `buffersize` is given or an input is
   * async. An error costs one result: its own `next()` rejects, the one after that goes on. A
   * `for await` ends at the first error, as with any iterator, without `return()`: the others still run.
   *
   * @param fn as for `submit()`
   * @param inputsThenOptions one iterable (or async iterable) for each parameter (optional ones may
   *   have none), then options: they are told apart by not being iterable
   * @returns the results, in input order
   * @throws {TypeError} for a function that can't be sent, an input that can't be iterated or an
   *   option of a wrong type
   * @throws {RangeError} for an option out of range
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  override map<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...inputsThenOptions: InputsThenOptions<A>
  ): MapResult<Awaited<R>>;
  override map(fn: (...args: never[]) => unknown, ...rest: unknown[]): MapResult<unknown> {
    assertRunning();
    this.#pool.assertUsable();
    return launchMap(this.#launcher(taskRefOf(fn)), mapRequest(rest));
  }

  #launcher<T>(ref: TaskRef): Launcher<T> {
    return {
      width: this.maxWorkers,
      call: (args) => this.#pool.submit(ref, args, false) as Future<T>,
      chunk: (columns) =>
        this.#pool.submit(ref, columns.map(packed), true) as Future<ChunkResult<T>>,
      keep: keepArgument,
    };
  }
}

/** A task that is submitted while the program exits would never be run, and nobody told. */
function assertRunning(): void {
  if (!isExiting()) return;
  throw new ExecutorShutdownError("cannot schedule new futures after interpreter shutdown");
}

let executors = 0;

/** The workers' name prefix of an executor that was given none: `ThreadPoolExecutor-0`. */
export function defaultPrefix(className: string): string {
  return `${className}-${executors++}`;
}

/** The options of a constructor that takes a number of workers in their place. */
export function optionsOf<O extends PoolOptions>(options: number | O): O | PoolOptions {
  const isObject = typeof options === "object" && options !== null;
  return isObject ? options : { maxWorkers: options };
}

/** The names of the options that all pools have. */
export const poolOptionNames: Readonly<Record<keyof PoolOptions, true>> = {
  maxWorkers: true,
  initializer: true,
  initargs: true,
  maxTasksPerChild: true,
  permissions: true,
  trace: true,
};

/** The options that all pools have, as a pool takes them. */
interface CheckedOptions {
  readonly maxWorkers: number;
  readonly initializer: Initializer | undefined;
  readonly maxTasksPerChild?: number;
  readonly recorder: Recorder | undefined;
}

/**
 * The options that all pools have, checked.
 *
 * @throws {RangeError} for a count that is out of range
 * @throws {TypeError} for a value of a wrong type
 */
export function checkOptions(
  options: PoolOptions,
  defaultWorkers: number,
): CheckedOptions {
  const { maxWorkers = defaultWorkers, maxTasksPerChild } = options;
  if (!Number.isInteger(maxWorkers) || maxWorkers <= 0) {
    throw new RangeError("maxWorkers must be greater than 0");
  }
  const recorder = recorderOf(options);
  const checked = { maxWorkers, initializer: initializerOf(options), recorder };
  if (maxTasksPerChild === undefined) return checked;
  if (!Number.isInteger(maxTasksPerChild)) {
    throw new TypeError("maxTasksPerChild must be an integer");
  }
  if (maxTasksPerChild < 1) throw new RangeError("maxTasksPerChild must be >= 1");
  return { ...checked, maxTasksPerChild };
}

function initializerOf({ initializer, initargs = [] }: PoolOptions): Initializer | undefined {
  if (initializer === undefined) return undefined;
  if (typeof initializer !== "function") throw new TypeError("initializer must be a function");
  if (!isArray(initargs)) throw new TypeError(`initargs must be an array: ${textOf(initargs)}`);
  return { ref: taskRefOf(initializer), args: initargs };
}

function recorderOf({ trace }: PoolOptions): Recorder | undefined {
  if (trace === undefined || trace === false) return undefined;
  if (trace === true) return new Recorder();
  if (typeof trace === "function") return new Recorder(trace);
  throw new TypeError(`trace must be a boolean or a function: ${String(trace)}`);
}
