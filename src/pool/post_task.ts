/** Sends a worker a task to run now, and before it what its function's number stands for. */

import { KeptWords } from "../ring/kept_words.ts";
import { unsent } from "../wire/clone_error.ts";
import { type ErrorRecord, recordHere } from "../wire/remote_error.ts";
import { describeTask, type TaskRef } from "../wire/task_ref.ts";
import { areConstant, areRaw, type Arguments, Copied, Packed, prepare } from "./arguments.ts";
import { defineTask } from "./define_task.ts";
import { argsOf, isChunk, refOf, setArgs, type WorkItem } from "./work_item.ts";
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
  return post(worker, item, (args) => {
    if (args instanceof Packed) return worker.post(args.packet);
    const chunk = isChunk(item);
    const { values, transfer } = args instanceof KeptWords
      ? new Copied(args.read(), [])
      : args instanceof Copied
      ? args
      : prepare(args, chunk);
    const place = slot === undefined ? {} : { slot };
    worker.post({ type: "task", ref: refOf(item).id, args: values, chunk, ...place }, transfer);
  });
}

/** The same for a task whose arguments stand in its slot. */
export function postSlot(
  worker: WorkerHandle,
  item: WorkItem,
  slot: number,
): ErrorRecord | undefined {
  return post(worker, item, () => worker.post({ type: "proceed", slot }));
}

function post(
  worker: WorkerHandle,
  item: WorkItem,
  send: (args: Arguments) => void,
): ErrorRecord | undefined {
  try {
    defineTask(worker, refOf(item));
  } catch (error) {
    return recordHere(error); // A kernel that a page's policy forbids.
  }
  return tryToSend(item, send);
}

/** How arguments are kept for workers of some kind. */
export type Keep = (args: readonly unknown[], chunk: boolean, ref: TaskRef) => Arguments;

/** Whether the arguments of a task may be changed before they are sent. */
export function mayChange(item: WorkItem): boolean {
  const args = argsOf(item);
  return areRaw(args) && !areConstant(args, isChunk(item));
}

/** Keeps the arguments of a task that has to wait; returns the error of one that can't be sent. */
export function keepArguments(item: WorkItem, keep: Keep): ErrorRecord | undefined {
  if (!mayChange(item)) return undefined;
  return tryToSend(
    item,
    (args) => setArgs(item, keep(args as readonly unknown[], isChunk(item), refOf(item))),
  );
}

function tryToSend(item: WorkItem, send: (args: Arguments) => void): ErrorRecord | undefined {
  try {
    send(argsOf(item));
    return undefined;
  } catch (error) {
    return recordHere(unsent(`an argument of ${describeTask(refOf(item))}`, error));
  }
}
