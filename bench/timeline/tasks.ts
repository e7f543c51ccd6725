/** What became of each task. A trace that begins or ends in the middle leaves times out. */

import type { TraceEvent } from "../../src/core/trace.ts";

/** A task; its times are ms since the recording's first event. */
export interface Task {
  /** `task 7` if the trace doesn't tell. */
  readonly name: string;
  readonly submitted?: number;
  readonly started?: number;
  readonly finished?: number;
  /** Whether it returned; absent unless it has finished. */
  readonly ok?: boolean;
  readonly cancelled?: true;
}

/** The tasks by their numbers, in order of appearance. */
export function tasksOf(ordered: readonly TraceEvent[]): Map<number, Task> {
  const tasks = new Map<number, Task>();
  for (const event of ordered) {
    if (!("task" in event)) continue;
    const known = tasks.get(event.task) ?? { name: `task ${event.task}` };
    tasks.set(event.task, { ...known, ...newsOf(event) });
  }
  return tasks;
}

function newsOf(event: Extract<TraceEvent, { task: number }>): Partial<Task> {
  switch (event.type) {
    case "submitted":
      return { name: event.name, submitted: event.at };
    case "started":
      return { started: event.at };
    case "finished":
      return { finished: event.at, ok: event.ok };
    case "cancelled":
      return { cancelled: true };
  }
}
