/**
 * Runs tasks that only end when they are told to.
 *
 * Whatever happens meanwhile, they are told: a task left running would keep its pool from closing.
 */

import { setTimeout as pause } from "node:timers/promises";
import { words } from "./memory.ts";

/** Milliseconds between two looks at whether there are samples enough. */
const look = 5;

/** Milliseconds beyond which nobody waits for samples. */
const patience = 10_000;

/**
 * Starts tasks, awaits `over`, and stops them.
 *
 * @param start starts them, with two words: not 0 once they are to end; how many burners run
 * @returns what they return
 * @throws what the first failing one throws, at once
 */
export async function runUntil<T>(
  start: (state: Int32Array) => readonly PromiseLike<T>[],
  over: (state: Int32Array) => Promise<void>,
): Promise<T[]> {
  const state = words(2);
  const running = Promise.all(start(state));
  try {
    await Promise.race([over(state), running]);
  } finally {
    Atomics.store(state, 0, 1);
  }
  return await running;
}

/** Lets `ms` pass, and as much more as is needed for samples enough. */
export async function elapse(ms: number, isEnough: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  await pause(ms);
  while (!isEnough() && performance.now() < end) await pause(look);
}
