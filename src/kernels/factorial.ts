/**
 * factorial(n): a table below some thousand, above it WASM.
 *
 * Must not know how that computes.
 */

import { integer } from "./integer.ts";
import { longFactorial } from "./long_factorial.ts";
import { LIMIT as TABLE_END, smallFactorial } from "./small_factorial.ts";

/** 40,000,000! has 952 million bits; a runtime's BigInt ends at 2^30 of them. */
const LIMIT = 40_000_000;

/**
 * The factorial of `n`, exactly.
 *
 * @param n An integer from 0 to 40,000,000.
 * @returns 1 · 2 · … · n.
 * @throws {TypeError} If `n` is neither a number nor a bigint.
 * @throws {RangeError} If `n` is negative, not an integer or above the limit, or if its factorial
 * does not fit the memory of this machine.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { factorial } from "@concurrent/futures/kernels";
 *
 * assert.equal(factorial(40), 815915283247897734345611269596115894272000000000n);
 * ```
 */
export function factorial(n: number | bigint): bigint {
  if (Number.isInteger(n) && n >= 0 && n < TABLE_END) {
    return smallFactorial(Number(n), longFactorial);
  }
  const count = factorialArgument(n);
  return count < TABLE_END ? smallFactorial(count, longFactorial) : longFactorial(count);
}

/** `n` as a number in range, or the error of `factorial()`. */
export function factorialArgument(n: unknown): number {
  const value = integer(n, "compute factorial");
  if (value < 0n) throw new RangeError(`Cannot compute factorial: negative: ${value}`);
  if (value <= LIMIT) return Number(value);
  throw new RangeError(`Cannot compute factorial: more than ${LIMIT}: ${value}`);
}
