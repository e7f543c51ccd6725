/** Exact sums of 64-bit integer arrays. Host half of `wasm/sum_bigints.ts`. */

import { type WasmMemory, withSums } from "./sums.ts";
import type { TypedArray } from "./typed_array.ts";

/** Whether arrays of `kind` are summed here. */
export function isBigintKind(kind: string | undefined): boolean {
  return kind === "BigInt64Array" || kind === "BigUint64Array";
}

/** The sum of an array of `kind`, exact for any length. */
export function sumBigints(values: TypedArray, kind: string, memory?: WasmMemory): bigint {
  return withSums(values, memory, (sums, feed) => {
    const add = kind === "BigInt64Array" ? sums.sumInt64 : sums.sumUint64;
    let total = 0n;
    feed((at, bytes) => {
      add(at, bytes);
      total += (sums.highSum() << 32n) + sums.lowSum();
    });
    return total;
  });
}
