/**
 * What crosses the border between the pool and a worker. Pure data, switched exhaustively.
 *
 * The pool sends `init`, then tasks, at last `exit`; what they refer to is defined before. The
 * worker says `online`, `ready` (or `failed`), then one `result` a task. A worker that was told to
 * `pull` takes tasks from shared memory by itself, and says `ask` for what is not there; each `ask`
 * and each `result` of its has one answer, `task` or `proceed`.
 */

import type { ErrorRecord } from "./remote_error.ts";
import type { KernelAssets, TaskReference } from "./task_ref.ts";

/** What a worker is told about itself. */
export interface InitMessage {
  readonly type: "init";
  /** The worker's name, as stacks and messages show it. */
  readonly name: string;
  /** Whether each `result` tells its times. */
  readonly records?: true;
  /** What runs before the first task. */
  readonly initializer?: { readonly ref: number; readonly args: readonly unknown[] };
}

/**
 * A place at a lock, before anything else; free-threaded workers get none. All that follows waits
 * for the `lock`.
 */
export interface SeatMessage {
  readonly type: "seat";
  /** See `gil/protocol.ts`. */
  readonly seat: unknown;
  /** Whether tasks are made to obey the lock: then an `instrumenter` follows. */
  readonly instrument: boolean;
}

/** A text that a worker at a lock evaluates, or why there is none. */
export interface TextMessage {
  /** What it does there: `gil/program.gen.ts`; what makes tasks obey: `instrumenter.gen.ts`. */
  readonly type: "lock" | "instrumenter";
  readonly program?: string;
  readonly failure?: string;
}

/** What a task's number stands for; sent before the first task that uses it. */
export interface DefineMessage {
  readonly type: "define";
  readonly ref: number;
  readonly reference: TaskReference;
  readonly assets?: KernelAssets;
}

/**
 * The memory of a queue, see `ring/README.md`: sent before any code of the user's runs, which could
 * look at what comes later.
 */
export interface QueueMessage {
  readonly type: "queue";
  readonly queue: SharedArrayBuffer;
  /** Where to write the times of tasks, if somebody records: see `ring/slot_times.ts`. */
  readonly times?: SharedArrayBuffer;
}

/** From now on a worker takes its tasks from the queue whose memory it has. */
export interface PullMessage {
  readonly type: "pull";
  /** The worker's number in the queue. */
  readonly owner: number;
  /** One word: see `core/realm.ts`. */
  readonly closed: SharedArrayBuffer;
}

/** To a worker that pulls: go on with a slot that is claimed for it, or, at `none`, by itself. */
export interface ProceedMessage {
  readonly type: "proceed";
  readonly slot: number;
}

/** A task to run now; the next one comes once this has ended. */
export interface TaskMessage {
  readonly type: "task";
  /** The slot that is claimed for it, of a worker that pulls. */
  readonly slot?: number;
  readonly ref: number;
  /** The arguments; of a chunk, a `Column` for each parameter. */
  readonly args: readonly unknown[];
  readonly chunk: boolean;
}

/** From the pool to a worker. */
export type HostMessage =
  | SeatMessage
  | TextMessage
  | InitMessage
  | DefineMessage
  | TaskMessage
  | QueueMessage
  | PullMessage
  | ProceedMessage
  /** No more tasks: end. */
  | { readonly type: "exit" };

/** How a task ended: with a value or with an error. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorRecord };

/** The value of a chunk: one outcome a call, errors apart because they are rare. */
export interface ChunkOutcome {
  readonly values: unknown[] | Float64Array;
  readonly errors: readonly (readonly [position: number, error: ErrorRecord])[];
}

/** The end of the task that was sent last. */
export interface ResultMessage {
  readonly type: "result";
  /** Its slot, from a worker that pulls. */
  readonly slot?: number;
  /** Of all that this worker was sent the how manieth it is, from a worker that doesn't pull. */
  readonly task?: number;
  readonly outcome: Outcome;
  /** When it began and ended, in ms on the scale that all processes share. */
  readonly times?: readonly [start: number, end: number];
}

/** A worker that pulls has claimed what it can't run by itself. */
export interface AskMessage {
  readonly type: "ask";
  readonly slot: number;
}

/** From a worker to its pool's dispatcher. */
export type DispatchMessage = ResultMessage | AskMessage;

/** From a worker to the pool. */
export type WorkerMessage =
  | DispatchMessage
  /** The program runs; from now on the worker may be terminated. */
  | { readonly type: "online" }
  /** The initializer has run; tasks may come. */
  | { readonly type: "ready" }
  /** What happened at the lock should be read. */
  | { readonly type: "logged" }
  /** The initializer failed. */
  | { readonly type: "failed"; readonly error: ErrorRecord }
  /** An error that nothing caught, outside any task's call: the worker is about to end. */
  | { readonly type: "crashed"; readonly error: ErrorRecord };

/** The last message of a Web Worker, whose end nobody learns otherwise. */
export interface Farewell {
  readonly exit: number;
}
