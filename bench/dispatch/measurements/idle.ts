/** A pool that has worked and has nothing to do: how much of a cpu it takes all the same. */

import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { assertAnswers } from "../assert_answers.ts";
import type { Measurement } from "../measurement.ts";

/** The measurement. A process's own children have a clock of their own and don't count. */
export const idle: Measurement = {
  name: "idle",
  figures: [
    { name: "ms", title: () => "idle, cpu time a second", unit: "milliseconds", better: "less" },
  ],
  warmUp: "none",
  isFresh: true,
  hasPython: false,
  async lap(contestant, { workers, idle }) {
    const tasks = Array.from({ length: workers }, (_, x) => contestant.run("increment", x));
    assertAnswers(await Promise.all(tasks), workers, (x) => x + 1);
    // A pool may come to rest first, and the compiler with it.
    await pause(idle);
    const before = process.cpuUsage();
    const start = performance.now();
    await pause(idle);
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - start) / 1000;
    return { ms: (user + system) / 1000 / seconds };
  },
};
