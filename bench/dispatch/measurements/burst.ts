/**
 * Tiny tasks, all submitted in one turn: what a task costs where many wait.
 *
 * The answers are awaited one after the other, as CPython's program does: `Promise.all()` would add
 * more to a task than the fastest pools do.
 */

import { integer } from "../../render/figures.ts";
import { assertAnswers } from "../assert_answers.ts";
import type { Measurement } from "../measurement.ts";

/** The measurement. */
export const burst: Measurement = {
  name: "burst",
  figures: [{
    name: "rate",
    title: ({ tasks }) => `${integer(tasks)} at once`,
    unit: "per second",
    better: "more",
  }],
  warmUp: "for a time",
  isFresh: false,
  hasPython: true,
  async lap(contestant, { tasks }) {
    const start = performance.now();
    const submitted = Array.from({ length: tasks }, (_, x) => contestant.run("increment", x));
    const answers: number[] = [];
    for (const one of submitted) answers.push(await one);
    const seconds = (performance.now() - start) / 1000;
    assertAnswers(answers, tasks, (x) => x + 1);
    return { rate: tasks / seconds };
  },
};
