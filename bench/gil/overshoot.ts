/** By how much a sleep of a millisecond is too long, beside burners of some kind. */

import type { Future } from "../../mod.ts";
import { assertThat } from "./answers.ts";
import type { LockedRoom } from "./lab.ts";
import type { Subject } from "./law.ts";
import { noted, sampleList, samplesOf } from "./memory.ts";
import { elapse, runUntil } from "./run_until.ts";
import { tasks } from "./worker_tasks.ts";

/** Samples without which a lap does not end. */
export const fewest = 3;

/** A row of overshoots. */
export function overshootAt(setting: Subject["setting"], expected: number | null): Subject {
  return { setting, quantity: "overshoot", unit: "ms", expected, hasTail: true };
}

/**
 * The overshoots beside some burners.
 *
 * @param start starts the burners; each returns its number of turns
 * @param ms how long, at least
 */
export async function overshootsBeside(
  { executor }: LockedRoom,
  start: (state: Int32Array) => readonly Future<number>[],
  ms: number,
): Promise<number[]> {
  const list = sampleList();
  const all = (state: Int32Array) => {
    const burners = start(state);
    return [...burners, executor.submit(tasks.probe, state, burners.length, list)];
  };
  const counts = await runUntil(all, () => elapse(ms, () => noted(list) >= fewest));
  assertCounts(counts, noted(list));
  return samplesOf(list);
}

/** All have run, and the probe, the last one, has noted each of its naps. */
export function assertCounts(counts: readonly number[], naps: number): void {
  assertThat("a burner", counts, counts.every((count) => count > 0));
  assertThat("a probe", counts.at(-1), counts.at(-1) === naps);
}
