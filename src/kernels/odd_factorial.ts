/**
 * The odd part of n!, whole or by classes of primes, as limbs. Host half of
 * `wasm/odd_factorial.ts`.
 *
 * Arguments are trusted: 0 <= n <= the limit of `factorial.ts`, 0 <= index < total.
 */

import { realm } from "../core/realm.ts";
import { type Core, withCore } from "./instance.ts";
import { type LongNumber, productOf, takeLimbs, toBigInt } from "./long_number.ts";

/** The odd part of n!. */
export function oddFactorial(n: number): bigint {
  return withCore((core) => toBigInt(core, computed(core, n, 0, 1)));
}

/** The product of the prime powers of class `index` of `total`; moved, not copied, from a worker. */
export function oddFactorialClass(n: number, index: number, total: number): Uint32Array {
  return withCore((core) => copied(core, computed(core, n, index, total)));
}

/** The product of several numbers, as balanced as they are; they are moved too. */
export function productOfClasses(classes: readonly Uint32Array[]): Uint32Array {
  return withCore((core) => {
    core.reserve(classes.reduce((limbs, { length }) => limbs + length, 0));
    return copied(core, product(core, classes));
  });
}

/** Limbs as a BigInt. */
export function bigintOfLimbs(limbs: Uint32Array): bigint {
  return withCore((core) => {
    core.reserve(limbs.length);
    return toBigInt(core, put(core, limbs));
  });
}

function computed(core: Core, n: number, index: number, total: number): LongNumber {
  const room = core.factorialLimbs(n);
  core.reserve(room);
  const address = takeLimbs(core, room);
  return { address, limbs: core.oddFactorial(address, n, index, total) };
}

function product(core: Core, factors: readonly Uint32Array[]): LongNumber {
  if (factors.length === 1) return put(core, factors[0]!);
  const middle = factors.length >> 1;
  return productOf(
    core,
    product(core, factors.slice(0, middle)),
    product(core, factors.slice(middle)),
  );
}

function put(core: Core, factor: Uint32Array): LongNumber {
  const address = takeLimbs(core, factor.length);
  new Uint32Array(core.memory.buffer, address, factor.length).set(factor);
  return { address, limbs: factor.length };
}

function copied(core: Core, { address, limbs }: LongNumber): Uint32Array {
  const copy = new Uint32Array(core.memory.buffer, address, limbs).slice();
  realm.transfers.set(copy, [copy.buffer]);
  return copy;
}
