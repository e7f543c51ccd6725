/**
 * The tasks that are sent as source text: workers under a lock put checks into them.
 *
 * They must refer to nothing around them.
 */

import type { Desk } from "./desk.ts";

/**
 * Counts, by random numbers of Lehmer's.
 *
 * @param ms how long, at most
 * @param desk where it looks whether it is to end, and tells how far it is
 * @returns how often it has drawn 5000 numbers
 */
export function count(ms: number, desk: Desk | null): number {
  const end = performance.now() + ms;
  let rounds = 0;
  let x = 1;
  do {
    for (let turn = 0; turn < 5000; turn++) x = x * 48_271 % 2_147_483_647;
    rounds += x > 0 ? 1 : 0;
    if (desk) Atomics.add(desk.state, 1, 1);
  } while (performance.now() < end && (!desk || Atomics.load(desk.state, 0) === 0));
  return rounds;
}

/** Waits as a page can where no memory is shared, and nothing can block. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
