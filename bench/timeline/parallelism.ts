/** How many workers were running at once, and how that changed. */

import type { Interval } from "./interval.ts";

/** From `at` on, ms, `running` workers run. */
export interface Level {
  readonly at: number;
  readonly running: number;
}

type Lanes = readonly (readonly Interval[])[];

/** How the number of running workers changes, in order; it begins with none. */
export function levelsOf(lanes: Lanes): Level[] {
  const steps = lanes.flat().filter(({ state }) => state === "running").flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ]).sort((a, b) => a.at - b.at);
  let running = 0;
  const levels = steps.map(({ at, by }) => ({ at, running: running += by }));
  return levels.filter(({ at }, index) => at !== levels[index + 1]?.at);
}

/**
 * For how long no worker was running, one was, and so on to all of them.
 *
 * @param duration how long all took, in ms
 */
export function parallelismOf(lanes: Lanes, duration: number): number[] {
  const times: number[] = Array(lanes.length + 1).fill(0);
  let last: Level = { at: 0, running: 0 };
  for (const level of [...levelsOf(lanes), { at: duration, running: 0 }]) {
    times[last.running]! += level.at - last.at;
    last = level;
  }
  return times;
}
