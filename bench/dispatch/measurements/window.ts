/** Tiny tasks, a fixed number in flight all the time: what a task costs in a steady stream. */

import { assertAnswers } from "../assert_answers.ts";
import type { Measurement } from "../measurement.ts";

/** The measurement. */
export const window: Measurement = {
  name: "window",
  figures: [{
    name: "rate",
    title: ({ window }) => `${window} in flight`,
    unit: "per second",
    better: "more",
  }],
  warmUp: "for a time",
  isFresh: false,
  hasPython: true,
  async lap(contestant, { windowTasks, window }) {
    const answers: number[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < windowTasks) {
        const x = next++;
        answers[x] = await contestant.run("increment", x);
      }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: window }, lane));
    const seconds = (performance.now() - start) / 1000;
    assertAnswers(answers, windowTasks, (x) => x + 1);
    return { rate: windowTasks / seconds };
  },
};
