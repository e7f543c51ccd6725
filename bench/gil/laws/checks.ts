/** What the checks cost in functions sent as source text: a worker under a lock and a free one. */

import type { Lab } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { type Loop, loops } from "../loops.ts";
import { timesAsLong } from "../timing.ts";

/** Turns of each kind in a lap. */
const repeats = 3;

/** Milliseconds of a lap for which loops have their usual size. */
const usualLap = 800;

/** The law. */
export const checks: Law = { name: "checks", experiments: loops.map(experimentOf) };

/** CPython always checks: there is nothing to compare. */
function experimentOf(loop: Loop): Experiment {
  return {
    title: loop.name,
    subjects: [{
      setting: { loop: loop.name },
      quantity: "time, free = 1",
      unit: "×",
      expected: 1,
      hasTail: false,
    }],
    lap: async (lab, ms) => [[await cost(lab, loop, ms)]],
  };
}

async function cost(lab: Lab, { size, work }: Loop, ms: number): Promise<number> {
  const scaled = Math.ceil(size * Math.min(1, ms / usualLap));
  const task = { work, size: scaled, tasks: 1, answer: work(scaled) };
  return await timesAsLong(await lab.locked(1), await lab.free(1), task, repeats);
}
