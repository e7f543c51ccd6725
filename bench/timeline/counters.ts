/** What a worker's events and intervals come to in figures. */

import type { Interval, State } from "./interval.ts";
import type { WorkerEvent } from "./standing.ts";

/** The figures of a worker. */
export interface Counters {
  /** The time in each state. */
  readonly ms: Readonly<Record<State, number>>;
  /** The same as a share of the time the worker was up: 1 is all of it. */
  readonly share: Readonly<Record<State, number>>;
  /** How often it came to hold the lock after another worker had held it. */
  readonly switches: number;
  /** How often it asked another worker to let go. */
  readonly dropRequests: number;
  /** How often it let go because it was asked. */
  readonly forcedSwitches: number;
  /** Tasks that returned. */
  readonly finished: number;
  /** Tasks that threw. */
  readonly failed: number;
}

/** The figures; `events` and `intervals` are the worker's own. */
export function countersOf(
  events: readonly WorkerEvent[],
  intervals: readonly Interval[],
  switches: number,
): Counters {
  const ms = timesOf(intervals);
  const count = (type: WorkerEvent["type"]): number =>
    events.filter((event) => event.type === type).length;
  const finished = events.filter((event) => event.type === "finished" && event.ok).length;
  return {
    ms,
    share: sharesOf(ms),
    switches,
    dropRequests: count("dropRequest"),
    forcedSwitches: count("forcedSwitch"),
    finished,
    failed: count("finished") - finished,
  };
}

function timesOf(intervals: readonly Interval[]): Record<State, number> {
  const ms = { running: 0, waiting: 0, outside: 0, idle: 0 };
  for (const { from, to, state } of intervals) ms[state] += to - from;
  return ms;
}

function sharesOf(ms: Readonly<Record<State, number>>): Record<State, number> {
  const up = ms.running + ms.waiting + ms.outside + ms.idle;
  const share = (time: number): number => up > 0 ? time / up : 0;
  return {
    running: share(ms.running),
    waiting: share(ms.waiting),
    outside: share(ms.outside),
    idle: share(ms.idle),
  };
}
