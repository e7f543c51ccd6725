/** multiply(): the product of two bigints. Host half of `wasm/multiply.ts`. */

import { bigintOf, isBelow } from "./integer.ts";
import { withCore } from "./instance.ts";
import { type Digits, digitsOf, productOf, toBigInt } from "./long_number.ts";

/**
 * From this on the core is faster than every runtime: the shorter factor has some 12,000 digits.
 * Node's own products are slower than the others', and would lose from a third of it on.
 */
const shortest = 1n << 40_000n;

/** Limbs that no runtime's BigInt has: it is left to the runtime to say so. */
const MOST_LIMBS = 2 ** 25;

/**
 * The product of `a` and `b`, exactly: as `a * b`, but faster for long numbers.
 *
 * Numbers of some 10,000 digits and more are multiplied by a Fourier transform whose rounding errors
 * are proven to be harmless, shorter ones by the runtime.
 *
 * @returns a · b.
 * @throws {TypeError} If a factor is not a bigint.
 * @throws {RangeError} If the product is longer than the runtime's bigints may be, or if there is no
 * memory for it; the runtime's own error is its cause.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { multiply } from "@concurrent/futures/kernels";
 *
 * assert.equal(multiply(-(2n ** 100_000n), 2n ** 200_000n), -(2n ** 300_000n));
 * ```
 */
export function multiply(a: bigint, b: bigint): bigint {
  const x = bigintOf(a, "multiply");
  const y = bigintOf(b, "multiply");
  try {
    return product(x, y);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const state = "the product is longer than this runtime's bigints or its memory may be";
    throw new RangeError(`Cannot multiply: ${state}`, { cause });
  }
}

function product(x: bigint, y: bigint): bigint {
  if (isBelow(x, shortest) || isBelow(y, shortest)) return x * y;
  const first = digitsOf(x);
  const second = x === y ? first : digitsOf(y);
  return first.limbs + second.limbs > MOST_LIMBS ? x * y : longProduct(first, second);
}

function longProduct(a: Digits, b: Digits): bigint {
  return withCore((core) => {
    core.reserve(a.limbs + b.limbs);
    const x = a.put(core);
    const y = a === b ? x : b.put(core);
    return toBigInt(core, productOf(core, x, y), a.negative !== b.negative);
  });
}
