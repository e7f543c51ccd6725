/** How long tasks take in a pool, and how that compares with another pool; each answer is asserted. */

import { assertAnswers } from "./answers.ts";
import type { Room } from "./lab.ts";

/** Tasks that compute the same. */
export interface Work {
  /** Sent as source text. */
  readonly work: (size: number) => number;
  readonly size: number;
  /** How many tasks. */
  readonly tasks: number;
  /** What each must return. */
  readonly answer: number;
}

/** The milliseconds of all tasks together. */
export async function timeOf(
  { executor }: Room,
  { work, size, tasks, answer }: Work,
): Promise<number> {
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: tasks }, () => executor.submit(work, size)),
  );
  const ms = performance.now() - start;
  assertAnswers("a worker", answers, answer);
  return ms;
}

/**
 * How many times as long the work takes in one pool as in another, by the fastest of `repeats` turns
 * each: other work has disturbed those least.
 */
export async function timesAsLong(
  room: Room,
  other: Room,
  work: Work,
  repeats: number,
): Promise<number> {
  let [own, others] = [Infinity, Infinity];
  for (let i = 0; i < repeats; i++) {
    own = Math.min(own, await timeOf(room, work));
    others = Math.min(others, await timeOf(other, work));
  }
  return own / others;
}
