/** Slices, instants and arrows of a trace file, which says what they have to keep to. */

import type { Interval } from "./interval.ts";
import type { Recording, WorkerLane } from "./recording.ts";
import type { FormatEvent } from "./format_event.ts";

/** Where an event belongs. */
export interface Thread {
  readonly pid: number;
  readonly tid: number;
}

/** Viewers bind an arrow to a slice only; how long a submission took is not recorded: at most 1 µs. */
const submission = 1;

/** Each submission, and the first half of the arrow to where the task was started. */
export function submissionsOf({ tasks }: Recording, pid: number): FormatEvent[] {
  const all = [...tasks]
    .flatMap(([task, { submitted, ...rest }]) =>
      submitted === undefined ? [] : [{ task, submitted, ...rest }]
    )
    .sort((a, b) => a.submitted - b.submitted);
  return all.flatMap(({ task, name, submitted, started }, index) => {
    const ts = microseconds(submitted);
    const next = microseconds(all[index + 1]?.submitted ?? Infinity);
    const place = { pid, tid: pid, ts };
    const dur = Math.min(submission, next - ts);
    const slice = { ph: "X", name: `submit ${name}`, cat: "submit", ...place, dur, args: { task } };
    const arrow = { ph: "s", name: "queue", cat: "queue", ...place, id: arrowOf(pid, task) };
    return (isArrow(submitted, started) ? [slice, arrow] : [slice]) as FormatEvent[];
  });
}

/** A worker's slices: a task before the states inside of it. */
export function slicesOf(lane: WorkerLane, recording: Recording, thread: Thread): FormatEvent[] {
  return stints(lane.intervals).flatMap((stint) => [
    ...taskSlices(stint, recording, thread),
    ...recording.locked ? stateSlices(stint, thread) : [],
  ]);
}

/** What marks a point in time. */
export function instantsOf(lane: WorkerLane, thread: Thread): FormatEvent[] {
  const instant = (name: string, at: number, args: Record<string, unknown>): FormatEvent => {
    return { ph: "i", name, cat: "lock", ...thread, ts: microseconds(at), s: "t", args };
  };
  return [
    ...lane.dropRequests.map(({ at, holder }) => instant("drop request", at, { holder })),
    ...lane.forcedSwitches.map((at) => instant("forced switch", at, {})),
  ];
}

/** Intervals at one task, one after the other; those without a task are alone. */
function stints(intervals: readonly Interval[]): Interval[][] {
  const groups: Interval[][] = [];
  for (const interval of intervals) {
    const group = groups.at(-1);
    const { task, from } = interval;
    const last = group?.at(-1);
    if (task !== undefined && last?.task === task && last.to === from) group!.push(interval);
    else groups.push([interval]);
  }
  return groups;
}

function taskSlices(
  stint: readonly Interval[],
  { tasks }: Recording,
  thread: Thread,
): FormatEvent[] {
  const { task, from } = stint[0]!;
  if (task === undefined) return [];
  const { name, ok, started, submitted } = tasks.get(task)!;
  const span = spanOf(from, stint.at(-1)!.to);
  const slice = { ph: "X", name, cat: "task", ...thread, ...span, args: { task, ok } };
  const isArrowhead = started === from && isArrow(submitted, started);
  const id = arrowOf(thread.pid, task);
  const arrow = { ph: "f", name: "queue", cat: "queue", ...thread, ts: span.ts, id, bp: "e" };
  return (isArrowhead ? [slice, arrow] : [slice]) as FormatEvent[];
}

/** Idle is where there is nothing. */
function stateSlices(stint: readonly Interval[], thread: Thread): FormatEvent[] {
  return stint.filter(({ state }) => state !== "idle").map(({ from, to, state, forced }) => {
    const args = forced ? { forced } : {};
    return { ph: "X", name: state, cat: "lock", ...thread, ...spanOf(from, to), args } as const;
  }).filter(({ dur }) => dur > 0);
}

function spanOf(from: number, to: number): { ts: number; dur: number } {
  const ts = microseconds(from);
  return { ts, dur: microseconds(to) - ts };
}

/** An arrow needs both ends, and doesn't lead back in time: clocks of threads differ a little. */
function isArrow(submitted: number | undefined, started: number | undefined): boolean {
  return submitted !== undefined && started !== undefined && submitted <= started;
}

/** Arrows are told apart in the whole file. */
function arrowOf(pid: number, task: number): number {
  return pid * 2 ** 32 + task;
}

function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}
