/** Exact sums of 8- to 32-bit integer arrays. Host half of `wasm/sum_integers.ts`. */

import { Object } from "../core/primordials.ts";
import { type WasmMemory, withSums } from "./sums.ts";
import type { TypedArray } from "./typed_array.ts";

/** A kind of array that is summed here. */
export type IntegerKind =
  | "Int8Array"
  | "Uint8Array"
  | "Uint8ClampedArray"
  | "Int16Array"
  | "Uint16Array"
  | "Int32Array"
  | "Uint32Array";

type IntegerSum = "sumInt8" | "sumUint8" | "sumInt16" | "sumUint16" | "sumInt32" | "sumUint32";

const kinds: Readonly<Record<IntegerKind, IntegerSum>> = {
  Int8Array: "sumInt8",
  Uint8Array: "sumUint8",
  Uint8ClampedArray: "sumUint8",
  Int16Array: "sumInt16",
  Uint16Array: "sumUint16",
  Int32Array: "sumInt32",
  Uint32Array: "sumUint32",
};

/** Whether arrays of `kind` are summed here. */
export function isIntegerKind(kind: string): kind is IntegerKind {
  return Object.hasOwn(kinds, kind);
}

/** The sum of an array of `kind`, exact for any length. */
export function sumIntegers(
  values: TypedArray,
  kind: IntegerKind,
  memory?: WasmMemory,
): bigint {
  return withSums(values, memory, (sums, feed) => {
    const add = sums[kinds[kind]];
    let total = 0n;
    feed((at, bytes) => total += add(at, bytes));
    return total;
  });
}
