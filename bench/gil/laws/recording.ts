/** What it costs to record: the same tasks by an executor that does and by one that doesn't. */

import type { Lab } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { timesAsLong } from "../timing.ts";
import { workers } from "../usual.ts";

/** Turns of a task: about 1, 0.1 and 0.01 ms. */
const sizes = [600_000, 60_000, 6_000] as const;

/** Turns that a lap has for each of its milliseconds, in all tasks together. */
const turnsPerMs = 100_000;

/** Turns of each kind in a lap. */
const repeats = 5;

/** The law. */
export const recording: Law = {
  name: "recording",
  experiments: ["locked", "free"].flatMap((lock) =>
    sizes.map((turns): Experiment => ({
      title: `${turns} turns, ${lock}`,
      subjects: [{
        setting: { turns, lock },
        quantity: "time, unrecorded = 1",
        unit: "×",
        expected: 1,
        hasTail: false,
      }],
      lap: async (lab, ms) => [[await cost(lab, turns, lock === "locked", ms)]],
    }))
  ),
};

async function cost(lab: Lab, turns: number, isLocked: boolean, ms: number): Promise<number> {
  const tasks = Math.max(workers, Math.round(turnsPerMs * ms / turns / repeats));
  const plain = isLocked ? await lab.locked(workers) : await lab.free(workers);
  const recorded = await lab.recorded(workers, isLocked);
  const task = { work: count, size: turns, tasks, answer: count(turns) };
  return await timesAsLong(recorded, plain, task, repeats);
}

/** A plain loop. */
function count(turns: number): number {
  let x = 0;
  for (let i = 0; i < turns; i++) x = (x + i) % 1_000_003;
  return x;
}
