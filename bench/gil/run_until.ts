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
const patience = 30_000;

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

/**
 * Lets `ms` pass, and as much more as is needed for samples enough.
 *
 * @throws {Error} if there are too few after 30 s more: the lock must have stuck
 */
export async function elapse(ms: number, isEnough: () => boolean): Promise<void> {
  await pause(ms);
  const end = performance.now() + patience;
  while (!isEnough()) {
    if (performance.now() > end) throw new Error(`Cannot go on: too few samples in ${patience} ms`);
    await pause(look);
  }
}
