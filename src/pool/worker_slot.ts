/** What a pool knows of one of its workers, from its start to its end. */

import type { ErrorRecord } from "../wire/remote_error.ts";
import { describeTask, type TaskRef } from "../wire/task_ref.ts";
import { cloneable } from "../wire/thread_values.ts";
import { defineTask } from "./define_task.ts";
import { refOf, type WorkItem } from "./work_item.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** What runs first in each worker. */
export interface Initializer {
  readonly ref: TaskRef;
  readonly args: readonly unknown[];
}

/**
 * A worker's way: it starts, is online (its program runs), ready (its initializer has run), and
 * ends, because it was asked to (leaving) or forced to (doomed), until it is gone.
 */
export type WorkerState = "starting" | "online" | "ready" | "leaving" | "doomed" | "gone";

/** A worker. */
export interface Slot {
  readonly name: string;
  readonly worker: WorkerHandle;
  state: WorkerState;
  online: boolean;
  /** The error it reported before it died. */
  crash: ErrorRecord | undefined;
}

/** Whether a worker will be free without having been busy. */
export function isOnItsWay(state: WorkerState): boolean {
  return state === "starting" || state === "online";
}

/**
 * Tells a new worker who it is, and what runs first in it.
 *
 * @throws if an argument of the initializer can't be sent
 */
export function initialize(
  { name, worker }: Slot,
  initializer: Initializer | undefined,
  records: boolean,
): void {
  const first = initializer && {
    ref: initializer.ref.id,
    args: cloneable(initializer.args).value,
  };
  if (initializer) defineTask(worker, initializer.ref);
  worker.post({
    type: "init",
    name,
    ...(records && { records }),
    ...(first && { initializer: first }),
  });
}

/**
 * What a worker was at when it ended.
 *
 * @param state what it was until then
 * @param item the task it ran; it runs one at a time
 */
export function doingOf(
  state: WorkerState,
  initializer: Initializer | undefined,
  item: WorkItem | undefined,
): string {
  if (item) return `while it ran ${describeTask(refOf(item))}`;
  if (!isOnItsWay(state)) return "while it was idle";
  return state === "online" && initializer ? "while it ran its initializer" : "while it started";
}
