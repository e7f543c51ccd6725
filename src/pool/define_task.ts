/** Tells a worker what a task's number stands for, once. */

import type { TaskRef } from "../wire/task_ref.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/**
 * Sends a reference unless the worker has it.
 *
 * @param defined the numbers the worker has; the new one is added
 */
export function defineTask(worker: WorkerHandle, defined: Set<number>, task: TaskRef): void {
  if (defined.has(task.id)) return;
  const { id: ref, reference } = task;
  const assets = task.assets?.(worker.sharesMemory);
  worker.post({ type: "define", ref, reference, ...(assets && { assets }) });
  defined.add(ref);
}
