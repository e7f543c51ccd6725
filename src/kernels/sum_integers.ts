/** Exact sums of 8- to 32-bit integer arrays. Host half of `wasm/sum_integers.ts`. */

import { feedArray } from "./feed.ts";
import { type Core, withCore } from "./instance.ts";
import type { TypedArray } from "./typed_array.ts";

interface Kind {
  /** The class of scratch as such an array. */
  readonly Chunk: IntegerArray;
  /** The export of the core that sums it. */
  readonly add: "sumInt8" | "sumUint8" | "sumInt16" | "sumUint16" | "sumInt32" | "sumUint32";
}

type IntegerArray =
  | typeof Int8Array
  | typeof Uint8Array
  | typeof Uint8ClampedArray
  | typeof Int16Array
  | typeof Uint16Array
  | typeof Int32Array
  | typeof Uint32Array;

const kinds: Readonly<Record<string, Kind>> = {
  Int8Array: { Chunk: Int8Array, add: "sumInt8" },
  Uint8Array: { Chunk: Uint8Array, add: "sumUint8" },
  Uint8ClampedArray: { Chunk: Uint8ClampedArray, add: "sumUint8" },
  Int16Array: { Chunk: Int16Array, add: "sumInt16" },
  Uint16Array: { Chunk: Uint16Array, add: "sumUint16" },
  Int32Array: { Chunk: Int32Array, add: "sumInt32" },
  Uint32Array: { Chunk: Uint32Array, add: "sumUint32" },
};

/** Whether arrays of `kind` are summed here. */
export function isIntegerKind(kind: string): boolean {
  return Object.hasOwn(kinds, kind);
}

/** The sum of an array of `kind`, exact for any length. */
export function sumIntegers(values: TypedArray, kind: string): bigint {
  return withCore((core) => sumChunks(core, values, kinds[kind]!));
}

function sumChunks(core: Core, values: TypedArray, { Chunk, add }: Kind): bigint {
  const length = core.scratchBytes.value / Chunk.BYTES_PER_ELEMENT;
  const chunk = new Chunk(core.memory.buffer, core.scratch.value, length);
  let total = 0n;
  feedArray(values, chunk, (bytes) => total += core[add](bytes));
  return total;
}
