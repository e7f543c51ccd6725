/** Tells a worker what a task's number stands for, once. */

import { SafeWeakMap } from "../core/primordials.ts";
import { Latest } from "../wire/latest.ts";
import { lengthOf, type TaskRef } from "../wire/task_ref.ts";
import type { WorkerHandle } from "./worker_handle.ts";

const defined = new SafeWeakMap<WorkerHandle, Latest<number, true>>();

/** Sends a reference unless the worker has it. */
export function defineTask(worker: WorkerHandle, task: TaskRef): void {
  let known = defined.get(worker);
  if (!known) defined.set(worker, known = new Latest());
  if (known.has(task.id)) return;
  const { id: ref, reference } = task;
  const assets = task.assets?.(worker.sharesMemory);
  worker.post({ type: "define", ref, reference, ...(assets && { assets }) });
  known.add(ref, true, lengthOf(reference));
}
