/**
 * Numbers to hexadecimal text and back, the form that every runtime reads and writes in linear time.
 *
 *     number | x[0] .. x[3] | ... | x[n-1] 0 0 |       text | 32 digits | ... | 32 digits |
 *              ^ last 32 digits     ^ first 32 digits, with leading zeros
 *
 * Sixteen bytes a step: split into nibbles, interleave from the most significant byte down, look
 * the digits up in a register.
 */

import { spend } from "./gil";
import { at, clear } from "./limbs";
import { allocate } from "./memory";

/** Steps of either loop between two checks of the GIL. */
const STRIDE_MASK: u32 = 0x3fff;
const STEPS: i32 = 0x10000;

/** Returns the text of x[0..limbs), 32 digits for each four limbs; may write three limbs above x. */
export function toHex(x: usize, limbs: u32): usize {
  const groups = (limbs + 3) >> 2;
  clear(at(x, limbs), (groups << 2) - limbs);
  const text = allocate(<u64>groups << 3);
  let to = text;
  for (let group = groups; group > 0; group--) {
    if ((group & STRIDE_MASK) == 0) spend(STEPS);
    writeGroup(to, v128.load(x + (<usize>(group - 1) << 4)));
    to += 32;
  }
  return text;
}

@inline
function writeGroup(to: usize, bytes: v128): void {
  const digits = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  const high = v128.shr<u8>(bytes, 4);
  const low = v128.and(bytes, i8x16.splat(15));
  v128.store(to, v128.swizzle(digits, upperHalf(high, low)));
  v128.store(to, v128.swizzle(digits, lowerHalf(high, low)), 16);
}

/** Nibbles of bytes 15 down to 8, the high one of each first. */
@inline
function upperHalf(high: v128, low: v128): v128 {
  return v128.shuffle<u8>(high, low, 15, 31, 14, 30, 13, 29, 12, 28, 11, 27, 10, 26, 9, 25, 8, 24);
}

/** Nibbles of bytes 7 down to 0. */
@inline
function lowerHalf(high: v128, low: v128): v128 {
  return v128.shuffle<u8>(high, low, 7, 23, 6, 22, 5, 21, 4, 20, 3, 19, 2, 18, 1, 17, 0, 16);
}

/** r = the number that the digits at `text`, eight for each of `limbs`, tell. */
export function parseHex(r: usize, text: usize, limbs: u32): void {
  for (let i = limbs; i > 0; i--, text += 8) {
    if ((i & STRIDE_MASK) == 0) spend(STEPS);
    store<u32>(at(r, i - 1), readLimb(load<u64>(text)));
  }
}

/** Eight digits, the first in the lowest byte: to nibbles, those to bytes, those to a limb. */
@inline
function readLimb(digits: u64): u32 {
  const letters = (digits >> 6) & 0x0101010101010101;
  const nibbles = (digits & 0x0f0f0f0f0f0f0f0f) + letters * 9;
  const bytes = ((nibbles << 4) | (nibbles >> 8)) & 0x00ff00ff00ff00ff;
  const pairs = (bytes | (bytes >> 8)) & 0x0000ffff0000ffff;
  return bswap<u32>(<u32>(pairs | (pairs >> 16)));
}
