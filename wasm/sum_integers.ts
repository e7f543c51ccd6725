/**
 * Exact sums of one chunk of 8-, 16- or 32-bit integers.
 *
 *     scratch   | 16 bytes | 16 bytes | ... | last, padded with zeros |
 *                 pairs added to four 32-bit words, those widened to 2 x i64, added
 *
 * A chunk of 64 KiB sums to less than 2^46 in magnitude.
 */

import { pad, scratch } from "./memory";

export function sumInt8(bytes: usize): i64 {
  return sumOf<i8>(bytes);
}

export function sumUint8(bytes: usize): i64 {
  return sumOf<u8>(bytes);
}

export function sumInt16(bytes: usize): i64 {
  return sumOf<i16>(bytes);
}

export function sumUint16(bytes: usize): i64 {
  return sumOf<u16>(bytes);
}

export function sumInt32(bytes: usize): i64 {
  return sumOf<i32>(bytes);
}

export function sumUint32(bytes: usize): i64 {
  return sumOf<u32>(bytes);
}

function sumOf<T>(bytes: usize): i64 {
  pad(bytes);
  let low = i64x2.splat(0);
  let high = i64x2.splat(0);
  for (let p = scratch, end = scratch + bytes; p < end; p += 16) {
    const words = toWords<T>(v128.load(p));
    low = i64x2.add(low, extendLow<T>(words));
    high = i64x2.add(high, extendHigh<T>(words));
  }
  const all = i64x2.add(low, high);
  return i64x2.extract_lane(all, 0) + i64x2.extract_lane(all, 1);
}

/** Four 32-bit sums of neighbours. */
@inline
function toWords<T>(v: v128): v128 {
  if (sizeof<T>() == 1) {
    return isSigned<T>()
      ? i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v))
      : i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v));
  }
  if (sizeof<T>() == 2) {
    return isSigned<T>() ? i32x4.extadd_pairwise_i16x8_s(v) : i32x4.extadd_pairwise_i16x8_u(v);
  }
  return v;
}

@inline
function extendLow<T>(words: v128): v128 {
  return isSigned<T>() ? i64x2.extend_low_i32x4_s(words) : i64x2.extend_low_i32x4_u(words);
}

@inline
function extendHigh<T>(words: v128): v128 {
  return isSigned<T>() ? i64x2.extend_high_i32x4_s(words) : i64x2.extend_high_i32x4_u(words);
}
