/** sum(): the sum of an array of any kind. The work is in `partial_sum.ts` and what it chooses. */

import { completeSum, partialSum, type Summable } from "./partial_sum.ts";

/**
 * The sum of a typed array, or of an array of numbers.
 *
 * - 8- to 32-bit integers: exact; a number if it is a safe integer, else a bigint.
 * - 64-bit integers: exact; a bigint.
 * - Floats and plain arrays: a number. The n elements x are summed in twice the precision and
 *   rounded once: the result is off by at most 2^-53·|sum| + n²·2^-105·Σ|x|. If a partial sum
 *   leaves the range of doubles, or an element is infinite or NaN, it is what a plain loop gives.
 *   For the correctly rounded sum of any data there is `fsum()`.
 *
 * @param values The array; it must not change while it is summed.
 * @returns The sum; 0 of an empty array, 0n if it is one of 64-bit integers.
 * @throws {TypeError} If `values` is not such an array, or an element of a plain one not a number.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sum } from "@concurrent/futures/kernels";
 *
 * assert.equal(sum(new Uint8Array([250, 250])), 500);
 * assert.equal(sum(new BigInt64Array([2n ** 62n, 2n ** 62n])), 2n ** 63n);
 * assert.equal(sum(new Array(10).fill(0.1)), 1); // a plain loop gives 0.9999999999999999
 * ```
 */
export function sum(values: Summable): number | bigint {
  return completeSum(values, [partialSum(values)]);
}
