/** Tasks of a millisecond of work: how much faster than this thread alone. */

import { spin } from "../../peers/tasks.ts";
import { integer } from "../../render/figures.ts";
import { assertAnswers } from "../assert_answers.ts";
import type { Measurement } from "../measurement.ts";

/** Of the tasks, one in so many is done here too: enough to know what one takes. */
const serialShare = 4;

/** Milliseconds that show how many loops there are in one. */
const trial = 30;

/** The measurement. */
export const cpu: Measurement = {
  name: "cpu",
  figures: [{
    name: "speedup",
    title: ({ spinTasks }) => `${integer(spinTasks)} of 1 ms, speed-up`,
    unit: "times",
    better: "more",
  }],
  warmUp: "one lap",
  isFresh: false,
  hasPython: true,
  async lap(contestant, { spinTasks }) {
    const loops = loopsOfOneMillisecond();
    const right = spin(loops);
    const serial = serialTime(loops, Math.ceil(spinTasks / serialShare));
    const start = performance.now();
    const submitted = Array.from({ length: spinTasks }, () => contestant.run("spin", loops));
    const answers = await Promise.all(submitted);
    const each = (performance.now() - start) / spinTasks;
    assertAnswers(answers, spinTasks, () => right);
    return { speedup: serial / each };
  },
};

let known: number | undefined;

/** Calibrated once, after the compiler has seen the loop. */
function loopsOfOneMillisecond(): number {
  if (known !== undefined) return known;
  let loops = 1 << 12;
  let ms = 0;
  for (; ms < trial; loops *= 2) ms = serialTime(loops, 1);
  known = Math.max(1, Math.round(loops / 2 / ms));
  return known;
}

/** Milliseconds of one task in this thread. */
function serialTime(loops: number, tasks: number): number {
  const start = performance.now();
  for (let task = 0; task < tasks; task++) spin(loops);
  return (performance.now() - start) / tasks;
}
