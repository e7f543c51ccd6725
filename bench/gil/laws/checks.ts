/** What the checks cost in functions sent as source text: a worker under a lock and a free one. */

import { assertAnswers } from "../answers.ts";
import type { Lab, Room } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { type Loop, loops } from "../loops.ts";

/** Times of each kind in a lap; the fastest counts, which other work has disturbed least. */
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
  const answer = work(scaled);
  const [locked, free] = [await lab.locked(1), await lab.free(1)];
  const times = { locked: Infinity, free: Infinity };
  for (let i = 0; i < repeats; i++) {
    times.locked = Math.min(times.locked, await timeOf(locked, work, scaled, answer));
    times.free = Math.min(times.free, await timeOf(free, work, scaled, answer));
  }
  return times.locked / times.free;
}

async function timeOf(
  { executor }: Room,
  work: Loop["work"],
  size: number,
  answer: number,
): Promise<number> {
  const start = performance.now();
  const result = await executor.submit(work, size);
  const ms = performance.now() - start;
  assertAnswers("a worker", [result], answer);
  return ms;
}
