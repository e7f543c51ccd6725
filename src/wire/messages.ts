/**
 * What crosses the border between the pool and a worker. Pure data, switched exhaustively.
 *
 * The pool sends `init`, then tasks, at last `exit`; what they refer to is defined before. The
 * worker says `online`, `ready` (or `failed`), then one `result` a task.
 */

import type { ErrorRecord } from "./remote_error.ts";
import type { KernelAssets, TaskReference } from "./task_ref.ts";

/** What a worker is told about itself. */
export interface InitMessage {
  readonly type: "init";
  /** The worker's name, as stacks and messages show it. */
  readonly name: string;
  /** What runs before the first task. */
  readonly initializer?: { readonly ref: number; readonly args: readonly unknown[] };
}

/** A place at a lock, before anything runs; free-threaded workers get none. */
export interface SeatMessage {
  readonly type: "seat";
  /** See `gil/protocol.ts`. */
  readonly seat: unknown;
}

/** What a task's number stands for; sent before the first task that uses it. */
export interface DefineMessage {
  readonly type: "define";
  readonly ref: number;
  readonly reference: TaskReference;
  readonly assets?: KernelAssets;
}

/** A task to run now; the next one comes once this has ended. */
export interface TaskMessage {
  readonly type: "task";
  readonly ref: number;
  /** The arguments; of a chunk, the arguments of each call. */
  readonly args: readonly unknown[];
  readonly chunk: boolean;
}

/** From the pool to a worker. */
export type HostMessage =
  | SeatMessage
  | InitMessage
  | DefineMessage
  | TaskMessage
  /** No more tasks: end. */
  | { readonly type: "exit" };

/** How a task ended: with a value or with an error. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorRecord };

/** The value of a chunk: one outcome a call, errors apart because they are rare. */
export interface ChunkOutcome {
  readonly values: unknown[];
  readonly errors: ReadonlyMap<number, ErrorRecord>;
}

/** The end of the task that was sent last. */
export interface ResultMessage {
  readonly type: "result";
  readonly outcome: Outcome;
}

/** From a worker to the pool. */
export type WorkerMessage =
  | ResultMessage
  /** The program runs; from now on the worker may be terminated. */
  | { readonly type: "online" }
  /** The initializer has run; tasks may come. */
  | { readonly type: "ready" }
  /** The initializer failed. */
  | { readonly type: "failed"; readonly error: ErrorRecord }
  /** An error that nothing caught, outside any task's call: the worker is about to end. */
  | { readonly type: "crashed"; readonly error: ErrorRecord };
