/** Sends a worker a task to run now, and before it what its function's number stands for. */

import { unsent } from "../wire/clone_error.ts";
import type { ProceedMessage, TaskMessage } from "../wire/messages.ts";
import { encodeError, type ErrorRecord } from "../wire/remote_error.ts";
import { describeTask, type TaskRef } from "../wire/task_ref.ts";
import { takeTransferables } from "../wire/transfer.ts";
import { defineTask } from "./define_task.ts";
import { argsOf, isChunk, refOf, type WorkItem } from "./work_item.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/**
 * Sends a task with its arguments; returns the error of one that can't be sent.
 *
 * @param slot the slot that is claimed for it, of a worker that pulls
 */
export function postTask(
  worker: WorkerHandle,
  item: WorkItem,
  slot?: number,
): ErrorRecord | undefined {
  const [ref, args, chunk] = [refOf(item), argsOf(item), isChunk(item)];
  const place = slot === undefined ? {} : { slot };
  const transfer = takeTransferables(chunk ? args.flat() : args);
  return post(worker, ref, { type: "task", ref: ref.id, args, chunk, ...place }, transfer);
}

/** The same for a task whose arguments stand in its slot. */
export function postSlot(
  worker: WorkerHandle,
  item: WorkItem,
  slot: number,
): ErrorRecord | undefined {
  return post(worker, refOf(item), { type: "proceed", slot });
}

function post(
  worker: WorkerHandle,
  ref: TaskRef,
  message: TaskMessage | ProceedMessage,
  transfer?: object[],
): ErrorRecord | undefined {
  try {
    defineTask(worker, ref);
  } catch (error) {
    return encodeError(error); // A kernel that a page's policy forbids.
  }
  try {
    worker.post(message, transfer);
    return undefined;
  } catch (error) {
    return unsent(`an argument of ${describeTask(ref)}`, error);
  }
}
