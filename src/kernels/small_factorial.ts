/**
 * Factorials below LIMIT from a table of their multiples of STEP: a call of the core would take
 * longer than the few factors that are missing.
 *
 * An entry is made when it is first needed, and kept: less than 200 kB if all are. Must not know
 * how an entry is computed.
 */

/** The table ends here. */
export const LIMIT = 4096;

/** Factors between two entries. */
const STEP = 32;

/** Entries below this are made of each other, without the core. */
const CHAINED = 256;

/** A product of doubles is exact below this. */
const EXACT = 2 ** 53;

/** The factorials of all numbers below STEP. */
const first: bigint[] = [1n];
for (let n = 1; n < STEP; n++) first.push(first[n - 1]! * BigInt(n));

/** Those of its multiples. */
const entries: (bigint | undefined)[] = [1n];

/** n! for n < LIMIT; `compute` makes an entry. */
export function smallFactorial(n: number, compute: (n: number) => bigint): bigint {
  if (n < STEP) return first[n]!;
  const base = n - n % STEP;
  const entry = entries[base / STEP] ??= base < CHAINED ? chain(base) : compute(base);
  return n === base ? entry : entry * rising(base + 1, n);
}

/** From the entry before. */
function chain(n: number): bigint {
  return smallFactorial(n - STEP, chain) * rising(n - STEP + 1, n);
}

/** from · … · to, as far as possible in doubles. */
function rising(from: number, to: number): bigint {
  let product = 1n;
  let packed = from;
  for (let factor = from + 1; factor <= to; factor++) {
    if (packed * factor < EXACT) packed *= factor;
    else {
      product *= BigInt(packed);
      packed = factor;
    }
  }
  return product * BigInt(packed);
}
