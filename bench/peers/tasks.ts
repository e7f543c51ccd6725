/**
 * The tasks that every contestant does: one argument, one answer.
 *
 * Each worker imports this module, so it imports as little as can be.
 */

import { existsSync } from "node:fs";

/** Milliseconds between two looks for a file. */
const interval = 5;

/** The smallest task there is: what a lap of it costs is what the pool costs. */
export function increment(x: number): number {
  return x + 1;
}

/** A chunk of them, for pools that have no map of their own. */
export function incrementAll(xs: readonly number[]): number[] {
  return xs.map(increment);
}

/** Keeps a cpu busy: the answer is as good as random, so no compiler leaves the loop out. */
export function spin(loops: number): number {
  let x = 1;
  for (let turn = 0; turn < loops; turn++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}

/** Shows that the bytes have arrived. */
export function lastByte(bytes: Uint8Array): number {
  return bytes.at(-1)!;
}

/** Keeps a worker busy until there is a file `path`: the one signal that processes see too. */
export function hold(path: string): boolean {
  const bell = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(path)) Atomics.wait(bell, 0, 0, interval);
  return true;
}
