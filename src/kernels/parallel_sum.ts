/**
 * parallelSum(): the partial sums of as many parts as there are workers, completed here.
 *
 * Must not know how a part is summed, nor what an executor is.
 */

import { Array, brandOf, isArray, Math, Promise as NativePromise } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { completeSum, partialSum, partialSumIn, type Summable } from "./partial_sum.ts";
import { assertIn, type WasmMemory } from "./sums.ts";
import { type Submitter, workersOf } from "./submitter.ts";
import { assertPresent, kindOf, plainView, type TypedArray } from "./typed_array.ts";

/** Elements a worker should have to add, or the way to it costs more. */
const WORTH = 2 ** 20;

/**
 * The sum of `values` by the rule of `sum()`, by the workers of `executor`.
 *
 * The array is cut into `executor.maxWorkers` contiguous parts (4 if it has none; fewer for a short
 * one). Parts of shared memory are not copied; others are, once, which costs more than summing
 * them: share what is to be summed in parallel. Floats may differ from `sum()` by a rounding.
 *
 * @param executor An executor; of threads, if the array is in shared memory.
 * @param values The array; it must not change while it is summed.
 * @param memory The shared memory of which `values` is a view, as for `sum()`.
 * @returns A promise of the sum; it is rejected with a task's error if one fails, as with what
 * `sum()` throws; with a `TypeError` if `executor` is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import { parallelSum } from "@concurrent/futures/kernels";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * const values = new Int32Array(new SharedArrayBuffer(400_000)).fill(3);
 * assert.equal(await parallelSum(executor, values), 300_000);
 * ```
 */
export async function parallelSum(
  executor: Submitter,
  values: Summable,
  memory?: WasmMemory,
): Promise<number | bigint> {
  const workers = workersOf(executor);
  if (memory !== undefined) assertIn(memory, values);
  const array = ownArray(values);
  const futures = parts(workers, lengthOf(array)).map(([from, to]) => {
    const part = partOf(array, from, to);
    return memory === undefined
      ? executor.submit(partialSum, part)
      : executor.submit(partialSumIn, memory, part as TypedArray);
  });
  return completeSum(array, await NativePromise.all(futures));
}

/** Contiguous parts of 0 … length: one a worker, fewer if they were shorter than WORTH. */
function parts(workers: number, length: number): [from: number, to: number][] {
  const count = Math.max(1, Math.min(workers, Math.ceil(length / WORTH)));
  const bound = (i: number) => Math.floor((length * i) / count);
  return Array.from({ length: count }, (_, i) => [bound(i), bound(i + 1)]);
}

/** A typed array whose properties are its own; anything else as it is. */
function ownArray(values: Summable): Summable {
  if (kindOf(values) === undefined) return values;
  assertPresent(values as TypedArray, "sum");
  return plainView(values as TypedArray);
}

/** 0 of what is not an array at all, and is left to `partialSum()` to refuse. */
function lengthOf(values: Summable): number {
  return isArray(values) || kindOf(values) !== undefined ? values.length : 0;
}

function partOf(values: Summable, from: number, to: number): Summable {
  if (kindOf(values) === undefined) return isArray(values) ? values.slice(from, to) : values;
  const array = values as TypedArray;
  return isShared(array) ? array.subarray(from, to) : moved(array.slice(from, to));
}

/** Told by name: a page that is not isolated has no such class. */
function isShared(array: TypedArray): boolean {
  return brandOf(array.buffer) === "[object SharedArrayBuffer]";
}

/** A copy made for the worker alone need not be copied again. */
function moved(part: TypedArray): TypedArray {
  realm.transfers.set(part, [part.buffer as ArrayBuffer]);
  return part;
}
