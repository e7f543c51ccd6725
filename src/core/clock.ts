/**
 * Time, as the core sees it: a reading and an alarm, in milliseconds.
 *
 * One seam, so that tests replace time instead of waiting for it.
 */

import { UnsupportedError } from "./errors.ts";
import { Math } from "./primordials.ts";
import { textOf } from "./text.ts";

/** A source of time. */
export interface Clock {
  /** A monotonic reading, in ms. */
  now(): number;
  /** Calls `ring` once after `ms` ms, unless the returned function is called before. */
  alarm(ms: number, ring: () => void): () => void;
}

/** The longest delay a runtime's timer takes, in ms (25 days); longer ones would ring at once. */
const longest = 2 ** 31 - 1;

// What is in force as this package loads: a test's fake timers do not reach it later.
const { performance = { now: Date.now, timeOrigin: 0 }, setTimeout, clearTimeout } =
  globalThis as Partial<typeof globalThis>;

/** A monotonic reading, in ms. It may stand still, or be coarse: no loop may end by it alone. */
export const now: () => number = performance.now.bind(performance);

/** The one that is in force but in tests. */
export const systemClock: Clock = {
  now,
  alarm(ms, ring) {
    if (ms > longest) return () => {};
    if (!setTimeout) {
      throw new UnsupportedError("Cannot wait with a timeout: setTimeout is missing");
    }
    const timer = setTimeout(ring, Math.max(ms, 0));
    return () => clearTimeout!(timer);
  },
};

/** It is slow to ask for. */
const { timeOrigin } = performance;

/**
 * Milliseconds on the one scale of all threads and processes of a machine, finely; each thread's
 * `performance.now()` begins when it does.
 */
export function sharedTime(): number {
  return timeOrigin + now();
}

/** What `performance.now()` here said at a time on that scale. */
export function ownTime(sharedTime: number): number {
  return sharedTime - timeOrigin;
}

let current = systemClock;

/** The clock in force. */
export function clock(): Clock {
  return current;
}

/** Puts another clock in force, for tests; without an argument the system's. */
export function setClock(replacement: Clock = systemClock): void {
  current = replacement;
}

/** The milliseconds left until `deadline`; `undefined` stands for no deadline. */
export function timeLeft(deadline: number | undefined): number {
  return deadline === undefined ? Infinity : deadline - current.now();
}

/** The reading at which `timeout` ms from now will be over. */
export function deadlineAfter(timeout: number | undefined): number | undefined {
  return timeout === undefined ? undefined : current.now() + timeout;
}

/**
 * Refuses what is no number of milliseconds, before a timer takes it for zero.
 *
 * @throws {TypeError} if `timeout` is given and is no number
 */
export function assertTimeout(timeout: number | undefined): void {
  if (timeout !== undefined && (typeof timeout !== "number" || Number.isNaN(timeout))) {
    throw new TypeError(
      `Cannot wait: the timeout is not a number of milliseconds: ${textOf(timeout)}`,
    );
  }
}
