/**
 * What was recorded of an executor, told by worker: what each one was doing, when, and how often.
 *
 * Times are ms since the first event. Must not know what becomes of it: a page, a picture, a file.
 */

import type { TraceEvent } from "../../src/core/trace.ts";
import { type Counters, countersOf } from "./counters.ts";
import type { Interval } from "./interval.ts";
import { Lane, type Marks } from "./lane.ts";
import { parallelismOf } from "./parallelism.ts";
import { switchesOf } from "./switches.ts";
import { type Task, tasksOf } from "./tasks.ts";

/** A worker. */
export interface WorkerLane extends Marks {
  readonly worker: string;
  /** In order and without overlap; there is a gap where the worker was gone. */
  readonly intervals: readonly Interval[];
  readonly counters: Counters;
}

/** A recording. */
export interface Recording {
  readonly duration: number;
  /** Whether the workers had a lock. */
  readonly locked: boolean;
  /** In order of appearance. */
  readonly lanes: readonly WorkerLane[];
  /** By number, in order of appearance. */
  readonly tasks: ReadonlyMap<number, Task>;
  /** For how long no worker was running, one was, two were, and so on. */
  readonly parallelism: readonly number[];
  /** How many events of the lock are missing, if any are. */
  readonly lost?: number;
}

/** Reads what was recorded; events at the same time count in the order they have. */
export function recordingOf(events: readonly TraceEvent[]): Recording {
  return recordingUntil(-Infinity, events);
}

/** The same, of what was recorded until `end` at least, by the clock of the events. */
export function recordingUntil(end: number, events: readonly TraceEvent[]): Recording {
  const sorted = events.toSorted((a, b) => a.at - b.at);
  const ordered = fromZero(sorted);
  const locked = ordered.some(isOfLock);
  const start = sorted[0]?.at ?? 0;
  const duration = Math.max(ordered.at(-1)?.at ?? 0, end - start);
  const lanes = lanesOf(ordered, duration, locked);
  return {
    duration,
    locked,
    lanes,
    tasks: tasksOf(ordered),
    parallelism: parallelismOf(lanes.map(({ intervals }) => intervals), duration),
    ...lostOf(ordered),
  };
}

function fromZero(events: readonly TraceEvent[]): TraceEvent[] {
  const start = events[0]?.at ?? 0;
  return events.map((event) => ({ ...event, at: event.at - start }));
}

function lanesOf(ordered: readonly TraceEvent[], end: number, locked: boolean): WorkerLane[] {
  const switches = switchesOf(ordered);
  const ofWorkers = ordered.filter((event) => "worker" in event);
  return [...Map.groupBy(ofWorkers, ({ worker }) => worker)].map(([worker, events]) => {
    const { intervals, ...marks } = new Lane(events, end, locked);
    const counters = countersOf(events, intervals, switches.get(worker) ?? 0);
    return { worker, intervals, ...marks, counters };
  });
}

function lostOf(events: readonly TraceEvent[]): Pick<Recording, "lost"> {
  const lost = events.reduce((sum, event) => event.type === "lost" ? sum + event.count : sum, 0);
  return lost === 0 ? {} : { lost };
}

function isOfLock({ type }: TraceEvent): boolean {
  return ["waiting", "holding", "outside", "dropRequest", "forcedSwitch"].includes(type);
}
