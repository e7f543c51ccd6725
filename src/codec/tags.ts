/** How a value stands in words: a tag that tells what it is, then what it is made of. */

import { BigInt64Array, Float64Array, Int32Array } from "../core/primordials.ts";

/** What follows; simple values are their tag. */
export const tag = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  int32: 4,
  float64: 5,
  bigint64: 6,
  bigint: 7,
  latin1: 8,
  utf16: 9,
  array: 10,
  object: 11,
  view: 12,
  utf8: 13,
} as const;

/** A tag is the low byte of a word; above it stands a length, or a kind. */
export const tagBits = 8;
export const tagMask = 0xff;
/** Latin-1 ends here. */
export const widestCharacter = 0xff;

/** Where doubles and bigints of 64 bits become two words, and these become them. */
export const float: Float64Array = new Float64Array(1);
export const bigint: BigInt64Array = new BigInt64Array(float.buffer);
export const halves: Int32Array = new Int32Array(float.buffer);
