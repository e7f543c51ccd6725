/**
 * The tasks that need more than a function sent as source text has: the lock's scope, a clock that
 * all threads share.
 *
 * Each worker imports this module, so it imports as little as can be. Under a lock it gets its checks
 * as it is loaded.
 */

import { allowThreads, sleep } from "../../src/gil/mod.ts";
import { note } from "./memory.ts";

/** Milliseconds that a probe sleeps. */
const nap = 1;

/** Turns after which a cooperative burner lets others run. */
const cooperation = 200;

/** Calls that must all be long enough: other work on the machine makes some of them longer. */
const trials = 5;

/** Returns, without the lock, once `count` workers are here at the same time. */
export function meet(present: Int32Array, count: number): void {
  if (Atomics.add(present, 0, 1) + 1 === count) Atomics.notify(present, 0);
  allowThreads(() => {
    for (let here; (here = Atomics.load(present, 0)) < count;) Atomics.wait(present, 0, here);
  });
}

/** Blocks for `ms` and returns `answer`. */
export function block(ms: number, answer: number): number {
  sleep(ms);
  return answer;
}

/** Sleeps beside so many burners, and notes by how many milliseconds too long; returns how often. */
export function probe(state: Int32Array, burners: number, overshoots: Float64Array): number {
  while (Atomics.load(state, 1) < burners && Atomics.load(state, 0) === 0) sleep(nap);
  for (let naps = 0;; naps++) {
    const start = performance.now();
    sleep(nap);
    const overshoot = performance.now() - start - nap;
    // The burners may have ended during the last sleep.
    if (Atomics.load(state, 0) !== 0) return naps;
    note(overshoots, overshoot);
  }
}

/** Counts until it is stopped, and lets others run every now and then without being asked. */
export function cooperate(state: Int32Array): number {
  Atomics.add(state, 1, 1);
  let turns = 0;
  do {
    if (++turns % cooperation === 0) sleep(0);
  } while (Atomics.load(state, 0) === 0);
  return turns;
}

/**
 * Counts until it is stopped. Whoever finds that another one ran last notes how long that was.
 *
 * @param last the id of the one that runs
 * @param since when it began
 */
export function takeSlices(
  state: Int32Array,
  last: Int32Array,
  since: Float64Array,
  slices: Float64Array,
  id: number,
): number {
  const begin = () => {
    const now = performance.timeOrigin + performance.now();
    if (Atomics.exchange(last, 0, id) !== 0) note(slices, now - since[0]!);
    since[0] = now;
  };
  let turns = 0;
  do {
    if (Atomics.load(last, 0) !== id) begin();
    turns++;
  } while (Atomics.load(state, 0) === 0);
  return turns;
}

/** The digits of a number for which `callOf()` takes this thread `ms`, even where nothing disturbs. */
export function calibrate(ms: number): number {
  for (let digits = 10_000;; digits = Math.ceil(digits * 1.2)) {
    const value = 10n ** BigInt(digits);
    const calls = Array.from({ length: trials });
    if (calls.every(() => callOf(value, digits) >= ms)) return digits;
  }
}

/** Makes one long native call after the other, with a check in between, and notes their lengths. */
export function callNative(state: Int32Array, lengths: Float64Array, digits: number): number {
  const value = 10n ** BigInt(digits);
  Atomics.add(state, 1, 1);
  let calls = 0;
  do {
    note(lengths, callOf(value, digits));
    calls++;
  } while (Atomics.load(state, 0) === 0);
  return calls;
}

/** The milliseconds of one call into the engine, which has no checks in it. */
function callOf(value: bigint, digits: number): number {
  const start = performance.now();
  const { length } = value.toString();
  const ms = performance.now() - start;
  if (length !== digits + 1) throw new Error(`10^${digits} has ${length} digits`);
  return ms;
}
