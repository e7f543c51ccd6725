/**
 * What is known of tasks that have not ended: an executor tells when a task began once it is over,
 * but a worker that waits for the lock, or holds it, must have one.
 */

import type { TraceEvent } from "../../src/core/trace.ts";

/** Stands for a task that is not known yet. */
const unknown = 0;

/** The events with a beginning for each such task; those given must be in order. */
export function withOpenTasks(ordered: readonly TraceEvent[]): TraceEvent[] {
  const busy = new Set<string>();
  return ordered.flatMap((event) => {
    if (!("worker" in event)) return event;
    const { type, worker, at } = event;
    if (type === "started") busy.add(worker);
    else if (type === "finished") busy.delete(worker);
    else if (isAtTask(type) && !busy.has(worker)) {
      busy.add(worker);
      return [{ type: "started", at, worker, task: unknown }, event];
    }
    return event;
  });
}

function isAtTask(type: TraceEvent["type"]): boolean {
  return type === "waiting" || type === "holding";
}
