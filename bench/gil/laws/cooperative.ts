/** A burner that lets others run by itself makes nobody wait for an interval. */

import type { Future } from "../../../mod.ts";
import { burn } from "../burn.ts";
import type { Lab, LockedRoom } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { overshootAt, overshootsBeside } from "../overshoot.ts";
import { usualInterval as interval, workers } from "../usual.ts";
import { tasks } from "../worker_tasks.ts";

const starters = {
  plain: ({ executor }: LockedRoom, state: Int32Array) => executor.submit(burn, state),
  cooperative: ({ executor }: LockedRoom, state: Int32Array) =>
    executor.submit(tasks.cooperate, state),
} satisfies Record<string, (room: LockedRoom, state: Int32Array) => Future<number>>;

type Burner = keyof typeof starters;

/** The law. */
export const cooperative: Law = {
  name: "cooperative",
  experiments: [experimentOf("plain", interval), experimentOf("cooperative", 0)],
};

function experimentOf(burner: Burner, expected: number): Experiment {
  return {
    title: burner,
    subjects: [overshootAt({ burner, interval }, expected)],
    lap: async (lab, ms) => [await overshoots(lab, burner, ms)],
    ask: () => ({ question: { burners: 1, interval, burner } }),
  };
}

async function overshoots(lab: Lab, burner: Burner, ms: number): Promise<number[]> {
  const room = await lab.locked(workers, interval);
  return await overshootsBeside(room, (state) => [starters[burner](room, state)], ms);
}
