/**
 * Limbs to hexadecimal text, the form in which every runtime reads a large BigInt in linear time.
 *
 *     result | x[0] .. x[3] | ... | x[n-1] 0 0 |       text | 0x | 32 digits | ... | 32 digits |
 *              ^ last 32 digits     ^ first 32 digits, with leading zeros
 *
 * Sixteen bytes a step: split into nibbles, interleave from the most significant byte down, look
 * the digits up in a register.
 */

import { spend } from "./gil";
import { at } from "./limbs";
import { result } from "./memory";

/**
 * Writes result[0..limbs) as text above it and returns the text's address. Its length follows from
 * the limbs: 2 and 32 for each four of them, rounded up.
 */
export function hex(limbs: u32): usize {
  const groups = (limbs + 3) >> 2;
  memory.fill(at(result, limbs), 0, 12);
  const text = result + (<usize>(groups + 1) << 4);
  store<u16>(text, 0x7830);
  let to = text + 2;
  for (let group = groups; group > 0; group--) {
    if ((group & 0x7fff) == 0) spend(0x10000);
    writeGroup(to, v128.load(result + (<usize>(group - 1) << 4)));
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
