/** What it costs that two CPU-bound workers take turns: next to nothing. */

import { assertThat } from "../answers.ts";
import { burn } from "../burn.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law, Samples, Subject } from "../law.ts";
import { elapse, runUntil } from "../run_until.ts";
import { intervals, usualInterval, workers } from "../usual.ts";

const experiment: Experiment = {
  title: "2 burners",
  subjects: intervals.map((interval): Subject => ({
    setting: { burners: 2, interval },
    quantity: "work, one alone = 1",
    unit: "×",
    expected: 1,
    hasTail: false,
  })),
  lap,
  ask: () => ({ question: { intervals } }),
};

/** The law. */
export const switching: Law = { name: "switching", experiments: [experiment] };

async function lap(lab: Lab, ms: number): Promise<Samples> {
  const alone = await speed(lab, 1, usualInterval, ms);
  const shares: number[] = [];
  for (const interval of intervals) shares.push(await speed(lab, 2, interval, ms) / alone);
  return shares.map((share) => [share]);
}

/** Turns a millisecond, of all burners together. */
async function speed(lab: Lab, burners: number, interval: number, ms: number): Promise<number> {
  const { executor } = await lab.locked(workers, interval);
  const start = performance.now();
  const burning = (state: Int32Array) =>
    Array.from({ length: burners }, () => executor.submit(burn, state));
  let elapsed = 0;
  const turns = await runUntil(burning, async (state) => {
    await elapse(ms, () => Atomics.load(state, 1) === burners);
    elapsed = performance.now() - start;
  });
  assertThat("a burner", turns, turns.every((count) => count > 0));
  return turns.reduce((sum, count) => sum + count) / elapsed;
}
