/**
 * The odd primes up to a limit, by Eratosthenes' sieve over odd numbers.
 *
 *     primes   | 3 | 5 | 7 | 11 | ... |     u32 each
 *     sieve    | 1 | 3 | 5 | 7 | 9 | ...    a byte each: composite or not; given back at the end
 */

import { spend } from "./gil";
import { at } from "./limbs";
import { allocate, release } from "./memory";

/** Numbers between two checks of the GIL. */
const STRIDE: u32 = 1 << 16;

let count: u32 = 0;

/** How many the last call has found. */
export function primeCount(): u32 {
  return count;
}

/** Takes the odd primes <= limit from the stack. */
export function listPrimes(limit: u32): usize {
  const list = allocate(capacity(limit));
  const odds = (limit + 1) >> 1;
  const sieve = allocate((odds + 3) >> 2);
  clear(sieve, odds);
  strike(sieve, odds);
  count = collect(list, sieve, odds);
  release(sieve);
  return list;
}

/** Above the number of primes up to x: 1.26·x/ln x (Rosser and Schoenfeld), 1 and 7 for small x. */
function capacity(limit: u32): u32 {
  const log2 = <f64>(31 - clz(limit | 1));
  return log2 < 4 ? 8 : <u32>(1.26 * <f64>limit / (log2 * 0.693)) + 8;
}

function clear(sieve: usize, odds: u32): void {
  memory.fill(sieve, 0, odds);
}

/** Marks the odd multiples of each prime from its square on; the number of index i is 2i+1. */
function strike(sieve: usize, odds: u32): void {
  for (let i: u32 = 1; ((i * (i + 1)) << 1) < odds; i++) {
    if (load<u8>(sieve + i) != 0) continue;
    let left = STRIDE;
    for (let j = ((i * (i + 1)) << 1); j < odds; j += (i << 1) + 1) {
      store<u8>(sieve + j, 1);
      if (--left == 0) {
        left = STRIDE;
        spend(STRIDE);
      }
    }
    spend((odds / ((i << 1) + 1)) & (STRIDE - 1));
  }
}

function collect(list: usize, sieve: usize, odds: u32): u32 {
  let found: u32 = 0;
  for (let i: u32 = 1; i < odds; i++) {
    if ((i & (STRIDE - 1)) == 0) spend(STRIDE);
    if (load<u8>(sieve + i) == 0) store<u32>(at(list, found++), (i << 1) + 1);
  }
  return found;
}
