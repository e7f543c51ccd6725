/**
 * How a worker stands between two events, and stood before its first one. A trace may begin in the
 * middle, and what happens first tells what was so until then: who finishes a task was at it, who
 * asks for the lock waited for it.
 */

import type { TraceEvent } from "../../src/core/trace.ts";

/** An event of a worker. */
export type WorkerEvent = Extract<TraceEvent, { worker: string }>;

/** How a worker stands. */
export interface Standing {
  readonly up: boolean;
  /** The number of the task it has. */
  readonly task?: number;
  readonly lock: "waiting" | "holding" | "outside";
  /** Whether it lost the lock because another asked for it, and has not had it since. */
  readonly forced: boolean;
}

/** How the worker of `events`, which are all its own and in order, stood before them. */
export function beforeAll(events: readonly WorkerEvent[]): Standing {
  if (events[0]?.type === "up") return { up: false, lock: "outside", forced: false };
  const first = events.find(({ type }) => type === "started" || type === "finished");
  return {
    up: true,
    ...(first?.type === "finished" ? { task: first.task } : {}),
    lock: lockBefore(events),
    forced: false,
  };
}

function lockBefore(events: readonly WorkerEvent[]): Standing["lock"] {
  for (const { type } of events) {
    switch (type) {
      case "waiting":
        return "outside";
      case "holding":
      case "dropRequest":
        return "waiting";
      case "outside":
      case "forcedSwitch":
        return "holding";
      case "up":
      case "down":
      case "started":
      case "finished":
      case "lost":
        continue;
    }
  }
  return "outside";
}
