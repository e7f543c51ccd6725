/**
 * A sum that can still be added to others without loss: what a worker returns of its part.
 *
 *     kind of array            partial              sum
 *     8- to 32-bit integers    bigint               number if it is a safe integer, else bigint
 *     64-bit integers          bigint               bigint
 *     floats, plain arrays     [total, error]       number
 *
 * `sum()` completes one partial, `parallelSum()` several.
 */

import { isArray } from "../core/primordials.ts";
import { shown } from "./shown.ts";
import { isBigintKind, sumBigints } from "./sum_bigints.ts";
import { type FloatSum, isFloatKind, sumFloats } from "./sum_floats.ts";
import { isIntegerKind, sumIntegers } from "./sum_integers.ts";
import { assertIn, type WasmMemory } from "./sums.ts";
import { assertPresent, kindOf, type TypedArray } from "./typed_array.ts";

/** What `sum()` takes. */
export type Summable = TypedArray | readonly number[];

/** The exact sum of integers, or the sum of floats in twice the precision. */
export type PartialSum = bigint | FloatSum;

/** The partial sum of `values`, by the kind of array; `memory` is theirs, if given. */
export function partialSum(values: Summable, memory?: WasmMemory): PartialSum {
  if (memory !== undefined) assertIn(memory, values);
  if (isArray(values)) return sumFloats(values);
  const kind = kindOf(values);
  if (kind !== undefined) {
    assertPresent(values as TypedArray, "sum");
    if (isIntegerKind(kind)) return sumIntegers(values as TypedArray, kind, memory);
    if (isBigintKind(kind)) return sumBigints(values as TypedArray, kind, memory);
    if (isFloatKind(kind)) return sumFloats(values, kind, memory);
  }
  throw new TypeError(`Cannot sum: not an array of numbers: ${shown(values)}`);
}

/**
 * The partial sum of `part`, a view of what `memory` was where it comes from: here they may have
 * become two buffers of the same bytes.
 */
export function partialSumIn(memory: WasmMemory, part: TypedArray): PartialSum {
  const View = part.constructor as ViewConstructor;
  return partialSum(new View(memory.buffer, part.byteOffset, part.length), memory);
}

interface ViewConstructor {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): TypedArray;
}

/** The sum of `values` from the partial sums of its parts, one at least. */
export function completeSum(values: Summable, partials: readonly PartialSum[]): number | bigint {
  if (typeof partials[0] !== "bigint") return completeFloats(partials as readonly FloatSum[]);
  const total = (partials as readonly bigint[]).reduce((sum, partial) => sum + partial);
  return isBigintKind(kindOf(values)) || !isSafe(total) ? total : Number(total);
}

function completeFloats(partials: readonly FloatSum[]): number {
  const [total, error] = partials.length === 1 ? partials[0]! : sumFloats(partials.flat());
  return total + error;
}

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}
