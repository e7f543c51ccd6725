/** Exact sums of 64-bit integer arrays. Host half of `wasm/sum_bigints.ts`. */

import { feedArray } from "./feed.ts";
import { type Core, withCore } from "./instance.ts";
import type { TypedArray } from "./typed_array.ts";

/** Whether arrays of `kind` are summed here. */
export function isBigintKind(kind: string | undefined): boolean {
  return kind === "BigInt64Array" || kind === "BigUint64Array";
}

/** The sum of an array of `kind`, exact for any length. */
export function sumBigints(values: TypedArray, kind: string): bigint {
  return withCore((core) =>
    kind === "BigInt64Array"
      ? sumChunks(core, values, BigInt64Array, core.sumInt64)
      : sumChunks(core, values, BigUint64Array, core.sumUint64)
  );
}

function sumChunks(
  core: Core,
  values: TypedArray,
  Chunk: typeof BigInt64Array | typeof BigUint64Array,
  addHalves: (bytes: number) => void,
): bigint {
  const chunk = new Chunk(core.memory.buffer, core.scratch.value, core.scratchBytes.value / 8);
  const halves = new BigInt64Array(core.memory.buffer, core.scratch.value, 2);
  let total = 0n;
  feedArray(values, chunk, (bytes) => {
    addHalves(bytes);
    total += (halves[1]! << 32n) + halves[0]!;
  });
  return total;
}
