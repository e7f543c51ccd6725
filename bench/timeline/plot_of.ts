/** A recording as the data of a plot. */

import type { Plot, Track } from "./drawing/plot.ts";
import type { Interval, State } from "./interval.ts";
import type { Recording, WorkerLane } from "./recording.ts";
import type { Task } from "./tasks.ts";
import { percent } from "./summary.ts";

const letters: Readonly<Record<State, string>> = {
  running: "r",
  waiting: "w",
  outside: "o",
  idle: "i",
};

/** The plot. */
export function plotOf(recording: Recording): Plot {
  const tasks = [...recording.tasks].map(([task, about]) => [task, labelOf(about)]);
  return {
    duration: rounded(recording.duration),
    locked: recording.locked,
    tracks: recording.lanes.map(trackOf),
    tasks: Object.fromEntries(tasks),
  };
}

function trackOf({ worker, intervals, ...lane }: WorkerLane): Track {
  const pieces = intervals.flatMap((interval, index) => withGap(intervals[index - 1], interval));
  const { share } = lane.counters;
  return {
    name: worker,
    note: `running ${percent(share.running)}` +
      (share.waiting > 0 ? ` · waiting ${percent(share.waiting)}` : ""),
    edges: [
      ...pieces.map(({ from }) => rounded(from)),
      ...intervals.slice(-1).map(({ to }) => rounded(to)),
    ],
    states: pieces.map(({ letter }) => letter).join(""),
    tasks: pieces.map(({ task }) => task),
    requests: lane.dropRequests.map(({ at }) => rounded(at)),
    forced: lane.forcedSwitches.map(rounded),
  };
}

/** A piece of a track; where it ends the next one begins. */
interface Piece {
  readonly from: number;
  readonly letter: string;
  readonly task: number;
}

function withGap(
  before: Interval | undefined,
  { from, state, task = 0, forced }: Interval,
): Piece[] {
  const piece = { from, letter: forced ? "f" : letters[state], task };
  if (before === undefined || before.to === from) return [piece];
  return [{ from: before.to, letter: "g", task: 0 }, piece];
}

function labelOf({ name, started, finished, ok }: Task): string {
  if (ok === false) return `${name}, which threw`;
  return started !== undefined && finished === undefined ? `${name}, which has not ended` : name;
}

/** To the microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
