/** Compensated sums of floating-point arrays. Host half of `wasm/sum_floats.ts`. */

import { checkpoint } from "../gil/scope.ts";
import { feedArray, feedNumbers, floatsOf } from "./feed.ts";
import { type Core, withCore } from "./instance.ts";
import type { TypedArray } from "./typed_array.ts";

/** A sum in twice the precision: the rounded total, and what its roundings lost. */
export type FloatSum = readonly [total: number, error: number];

/** Plain additions between two checks of the GIL. */
const SLICE = 1 << 16;

/** Whether arrays of `kind` are summed here. */
export function isFloatKind(kind: string): boolean {
  return kind === "Float64Array" || kind === "Float32Array" || kind === "Float16Array";
}

/** The sum of a typed array of a float kind, or of an array of numbers. */
export function sumFloats(values: TypedArray | readonly number[], kind?: string): FloatSum {
  const [total, error] = withCore((core) => compensated(core, values, kind));
  if (Number.isFinite(total + error)) return [total, error];
  return [plainSum(values as ArrayLike<number>), 0];
}

function compensated(
  core: Core,
  values: TypedArray | readonly number[],
  kind: string | undefined,
): FloatSum {
  core.resetFloats();
  if (kind === undefined) {
    feedNumbers(values as readonly number[], floatsOf(core), core.sumFloat64, "sum");
  } else if (kind === "Float64Array") {
    feedArray(values as TypedArray, floatsOf(core), core.sumFloat64);
  } else {
    feedArray(values as TypedArray, singlesOf(core), core.sumFloat32);
  }
  return [core.floatTotal(), core.floatError()];
}

/** Scratch as 32-bit floats, which 16-bit ones are converted to, exactly, on the way in. */
function singlesOf(core: Core): Float32Array {
  return new Float32Array(core.memory.buffer, core.scratch.value, core.scratchBytes.value / 4);
}

/**
 * One number after the other, for sums that are infinite, NaN or leave the range of doubles on the
 * way: eight lanes that overflow to infinities of both signs would make NaN where a loop does not.
 */
function plainSum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i]!;
    if (i % SLICE === 0) checkpoint();
  }
  return total;
}
