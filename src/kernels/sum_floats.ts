/** Compensated sums of floating-point arrays. Host half of `wasm/sum_floats.ts`. */

import { checkpoint } from "../gil/scope.ts";
import { feedArray, feedNumbers, floatsOf } from "./feed.ts";
import { type Core, type Sums, withCore } from "./instance.ts";
import { type WasmMemory, withSums } from "./sums.ts";
import { plainView, type TypedArray, type TypedArrayOf } from "./typed_array.ts";

/** A sum in twice the precision: the rounded total, and what its roundings lost. */
export type FloatSum = readonly [total: number, error: number];

/** Plain additions between two checks of the GIL. */
const SLICE = 1 << 16;

/** Whether arrays of `kind` are summed here. */
export function isFloatKind(kind: string): boolean {
  return kind === "Float64Array" || kind === "Float32Array" || kind === "Float16Array";
}

/** The sum of a typed array of a float kind, or of an array of numbers. */
export function sumFloats(
  values: TypedArray | readonly number[],
  kind?: string,
  memory?: WasmMemory,
): FloatSum {
  const [total, error] = sumOf(values, kind, memory);
  if (Number.isFinite(total + error)) return [total, error];
  return [
    plainSum(
      kind === undefined ? values as readonly number[] : plainView(values as TypedArrayOf<number>),
    ),
    0,
  ];
}

function sumOf(
  values: TypedArray | readonly number[],
  kind: string | undefined,
  memory: WasmMemory | undefined,
): FloatSum {
  if (kind === undefined) return withCore((core) => sumNumbers(core, values as readonly number[]));
  if (kind === "Float16Array") return withCore((core) => sumHalves(core, values as TypedArray));
  return withSums(values as TypedArray, memory, (sums, feed) => {
    sums.resetFloats();
    feed(kind === "Float64Array" ? sums.sumFloat64 : sums.sumFloat32);
    return result(sums);
  });
}

function sumNumbers(core: Core, values: readonly number[]): FloatSum {
  const { value: at } = core.scratch;
  core.resetFloats();
  feedNumbers(values, floatsOf(core), (bytes) => core.sumCompensated(at, bytes), "sum");
  return result(core);
}

/** 16-bit floats, converted to 32-bit ones, exactly, on the way in. */
function sumHalves(core: Core, values: TypedArray): FloatSum {
  const { value: at } = core.scratch;
  const singles = new Float32Array(core.memory.buffer, at, core.scratchBytes.value / 4);
  core.resetFloats();
  feedArray(plainView(values), singles, (bytes) => core.sumFloat32(at, bytes));
  return result(core);
}

function result(sums: Sums): FloatSum {
  return [sums.floatTotal(), sums.floatError()];
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
