/** sum(): the sum of an array of any kind. The work is in `partial_sum.ts` and what it chooses. */

import { completeSum, partialSum, type Summable } from "./partial_sum.ts";
import type { WasmMemory } from "./sums.ts";

/**
 * The sum of a typed array, or of an array of numbers.
 *
 * - 8- to 32-bit integers: exact; a number if it is a safe integer, else a bigint.
 * - 64-bit integers: exact; a bigint.
 * - Floats: a number. The n elements x are summed 32 at a time, as a tree, and those sums in twice
 *   the precision: the result is off by at most 2^-53·|sum| + (2^-51 + n²·2^-105)·Σ|x|.
 * - Plain arrays: a number, off by at most 2^-53·|sum| + n²·2^-105·Σ|x|.
 *
 * If a partial sum of floats leaves the range of doubles, or an element is infinite or NaN, it is
 * what a plain loop gives. For the correctly rounded sum of any data there is `fsum()`.
 *
 * Memory is read at the speed of a loop in C. What is in a cache already is summed faster still
 * where the core can read it: if the array is in a shared WebAssembly.Memory, pass that too.
 *
 * @param values The array; it must not change while it is summed.
 * @param memory The shared memory of which `values` is a view, so that it is read in place. All
 * other arrays are copied on the way, 16 KiB at a time, and so are those of 16-bit floats. Both are
 * this thread's: for workers there is `parallelSum()`.
 * @returns The sum; 0 of an empty array, 0n if it is one of 64-bit integers.
 * @throws {TypeError} If `values` is not such an array, or an element of a plain one not a number;
 * if its buffer is detached or has become too small for it; if `memory` is not a shared memory, or `values` no view of `memory.buffer`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sum } from "@concurrent/futures/kernels";
 *
 * assert.equal(sum(new Uint8Array([250, 250])), 500);
 * assert.equal(sum(new BigInt64Array([2n ** 62n, 2n ** 62n])), 2n ** 63n);
 * assert.equal(sum(new Array(10).fill(0.1)), 1); // a plain loop gives 0.9999999999999999
 *
 * const memory = new WebAssembly.Memory({ initial: 1, maximum: 10, shared: true });
 * assert.equal(sum(new Int32Array(memory.buffer).fill(2), memory), 32_768);
 * ```
 */
export function sum(values: Summable, memory?: WasmMemory): number | bigint {
  return completeSum(values, [partialSum(values, memory)]);
}
