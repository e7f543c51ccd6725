/**
 * Brings data of any length to the core's scratch, one chunk at a time, checking the GIL between.
 *
 * A chunk is a view of scratch, made for one loan of the core by `floatsOf()` or the caller. Must
 * not know what is done with the chunks.
 */

import { Float64Array } from "../core/primordials.ts";
import { checkpoint } from "../gil/scope.ts";
import type { Core } from "./instance.ts";
import { shown } from "./shown.ts";
import type { TypedArray } from "./typed_array.ts";

/** A view of scratch, of whatever kind of typed array takes the elements fed to it. */
interface Chunk {
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
  set(part: ArrayLike<number | bigint>): void;
}

/** Takes in that many bytes of scratch. */
type Take = (bytes: number) => void;

/** Scratch as doubles. */
export function floatsOf(core: Core): Float64Array {
  return new Float64Array(core.memory.buffer, core.scratch.value, core.scratchBytes.value / 8);
}

/** Calls `work` with one part of `values` after the other, of `length` elements, the last fewer. */
export function eachPart<A extends TypedArray>(
  values: A,
  length: number,
  work: (part: A) => void,
): void {
  for (let at = 0; at < values.length; at += length) {
    work(values.subarray(at, at + length) as A);
    checkpoint();
  }
}

/** Feeds a typed array; its elements are converted if the chunk's kind is another. */
export function feedArray(values: TypedArray, chunk: Chunk, take: Take): void {
  eachPart(values, chunk.length, (part) => {
    chunk.set(part);
    take(part.length * chunk.BYTES_PER_ELEMENT);
  });
}

/** Feeds numbers one by one; `action` is for the error if one is not a number. */
export function feedNumbers(
  values: Iterable<unknown>,
  chunk: Float64Array,
  take: Take,
  action: string,
): void {
  let count = 0;
  for (const value of values) {
    if (typeof value !== "number") {
      throw new TypeError(`Cannot ${action}: not a number: ${shown(value)}`);
    }
    chunk[count++] = value;
    if (count === chunk.length) {
      take(chunk.byteLength);
      checkpoint();
      count = 0;
    }
  }
  take(count * chunk.BYTES_PER_ELEMENT);
}
