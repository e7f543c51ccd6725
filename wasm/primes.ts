/**
 * The odd primes up to a limit, by Eratosthenes' sieve over odd numbers.
 *
 *     primes   | 3 | 5 | 7 | 11 | ... |     u32 each
 *     sieve    | 1 | 3 | 5 | 7 | 9 | ...    a byte each: composite or not; given back at the end
 */

import { spend } from "./gil";
import { at } from "./limbs";
import { allocate, release } from "./memory";
import { argument, Job, share } from "./share";

/** Odd numbers of a part of the sieve: they fit a second-level cache, together with others. */
const PART: u32 = 1 << 16;

/** Steps of `gil.ts` for a part and one of the primes that strike it, besides one a multiple. */
const STEPS: u32 = 16;

let count: u32 = 0;

/** How many the last call has found. */
export function primeCount(): u32 {
  return count;
}

/** Takes the odd primes <= limit from the stack. */
export function listPrimes(limit: u32): usize {
  const list = allocate(capacity(limit));
  const odds = (limit + 1) >> 1;
  const sieve = allocate((odds + 11) >> 2);
  store<usize>(argument(0), sieve);
  store<u32>(argument(1), odds);
  store<u32>(argument(2), rootIndex(odds));
  strike(sieve, 0, min(odds, load<u32>(argument(2))));
  share(strikePart, (odds + PART - 1) / PART);
  count = collect(list, sieve, odds);
  release(sieve);
  return list;
}

/** Above the number of primes up to x: 1.26·x/ln x (Rosser and Schoenfeld), 1 and 7 for small x. */
function capacity(limit: u32): u32 {
  const log2 = <f64>(31 - clz(limit | 1));
  return log2 < 4 ? 8 : <u32>(1.26 * <f64>limit / (log2 * 0.693)) + 8;
}

/** Limbs that listing the primes <= limit takes. */
export function primeRoom(limit: u32): u64 {
  return <u64>capacity(limit) + (limit >> 3) + 64;
}

/** The index of the first number whose square is beyond the sieve; that of index i is 2i + 1. */
function rootIndex(odds: u32): u32 {
  let i: u32 = 1;
  while ((i * (i + 1)) << 1 < odds) i++;
  return i;
}

const strikePart: Job = (part) => {
  const odds = load<u32>(argument(1));
  const from = max(part * PART, min(odds, load<u32>(argument(2))));
  strike(load<usize>(argument(0)), from, min(odds, (part + 1) * PART));
};

/** Marks what is composite from … to, by the primes whose squares are below; they are marked. */
function strike(sieve: usize, from: u32, to: u32): void {
  if (from >= to) return;
  memory.fill(sieve + from, 0, to - from);
  for (let i: u32 = 1; ((i * (i + 1)) << 1) < to; i++) {
    if (load<u8>(sieve + i) != 0) continue;
    const p = (i << 1) + 1;
    spend((to - from) / p + STEPS);
    let j = (i * (i + 1)) << 1;
    if (j < from) j = from + (p - 1 - (from - i - 1) % p);
    for (; j < to; j += p) store<u8>(sieve + j, 1);
  }
}

/** Lists what is not marked; behind the sieve there is room for seven marks. */
function collect(list: usize, sieve: usize, odds: u32): u32 {
  memory.fill(sieve + odds, 1, 8);
  store<u8>(sieve, 1);
  let to = list;
  for (let i: u32 = 0; i < odds; i += 8) {
    if ((i & (PART - 1)) == 0) spend(PART);
    let open = ~load<u64>(sieve + i) & 0x0101010101010101;
    for (; open != 0; open &= open - 1, to += 4) {
      store<u32>(to, ((i + (<u32>ctz(open) >> 3)) << 1) + 1);
    }
  }
  return <u32>((to - list) >> 2);
}
