/** Tiny tasks one at a time: how long one takes there and back. */

import { quantileOf } from "../../stats.ts";
import { assertAnswers } from "../assert_answers.ts";
import type { Measurement } from "../measurement.ts";

/** The measurement. */
export const latency: Measurement = {
  name: "latency",
  figures: [
    { name: "p50", title: () => "one at a time, p50", unit: "microseconds", better: "less" },
    { name: "p99", title: () => "one at a time, p99", unit: "microseconds", better: "less" },
  ],
  warmUp: "for a time",
  isFresh: false,
  hasPython: true,
  async lap(contestant, { singleTasks }) {
    const answers: number[] = [];
    const times: number[] = [];
    for (let x = 0; x < singleTasks; x++) {
      const start = performance.now();
      answers.push(await contestant.run("increment", x));
      times.push((performance.now() - start) * 1000);
    }
    assertAnswers(answers, singleTasks, (x) => x + 1);
    return { p50: quantileOf(times, 0.5), p99: quantileOf(times, 0.99) };
  },
};
