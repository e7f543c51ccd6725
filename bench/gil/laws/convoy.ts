/** Whoever was blocked waits an interval for each CPU-bound worker before it runs again. */

import { burn } from "../burn.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { overshootAt, overshootsBeside } from "../overshoot.ts";
import { intervals, usualInterval, workers } from "../usual.ts";

const alone = { burners: 0, interval: usualInterval };

const settings = [
  alone,
  ...[1, 2].flatMap((burners) => intervals.map((interval) => ({ burners, interval }))),
];

/** The law. */
export const convoy: Law = { name: "convoy", experiments: settings.map(experimentOf) };

function experimentOf(setting: typeof alone): Experiment {
  const { burners, interval } = setting;
  return {
    title: `${burners} burners, ${interval} ms`,
    subjects: [overshootAt(setting, burners * interval)],
    lap: async (lab, ms) => [await overshoots(lab, setting, ms)],
    ask: () => ({ question: { ...setting, burner: "plain" } }),
  };
}

async function overshoots(
  lab: Lab,
  { burners, interval }: typeof alone,
  ms: number,
): Promise<number[]> {
  const room = await lab.locked(workers, interval);
  const start = (state: Int32Array) =>
    Array.from({ length: burners }, () => room.executor.submit(burn, state));
  return await overshootsBeside(room, start, ms);
}
