/** The app's tasks: a module with imports of its own, one of them the app's, one the package's. */

import { sum } from "@concurrent/futures/kernels";
import { LimitError } from "./limit_error.ts";
import { primes } from "./primes.ts";

export function countPrimes(limit: number): number {
  return primes(limit).length;
}

export function primesBelow(limit: number): Uint32Array {
  return Uint32Array.from(primes(limit));
}

export function sumOfPrimes(limit: number): number {
  return Number(sum(primesBelow(limit)));
}

export function refuse(limit: number): never {
  throw new LimitError(limit);
}

/** Goes on until it is told to stop; returns how many turns it has had. */
export function burn(stop: Int32Array): number {
  let turns = 0;
  while (Atomics.load(stop, 0) === 0) turns++;
  return turns;
}
