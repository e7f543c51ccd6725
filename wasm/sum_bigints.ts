/**
 * Exact sums of one chunk of 64-bit integers, in halves that cannot overflow.
 *
 *     scratch   | v | v | ... | last, padded |         v = high · 2^32 + low, low unsigned
 *     after     | sum of lows, i64 | sum of highs, i64 |
 *
 * A chunk of 8192 numbers adds 13 bits to 32: each half fits an i64 by far. The host puts the two
 * together, as a BigInt.
 */

import { pad, scratch } from "./memory";

export function sumInt64(bytes: usize): void {
  sumHalves<i64>(bytes);
}

export function sumUint64(bytes: usize): void {
  sumHalves<u64>(bytes);
}

function sumHalves<T>(bytes: usize): void {
  pad(bytes);
  const mask = i64x2.splat(0xffffffff);
  let low = i64x2.splat(0);
  let high = i64x2.splat(0);
  for (let p = scratch, end = scratch + bytes; p < end; p += 16) {
    const v = v128.load(p);
    low = i64x2.add(low, v128.and(v, mask));
    high = i64x2.add(high, isSigned<T>() ? i64x2.shr_s(v, 32) : i64x2.shr_u(v, 32));
  }
  store<i64>(scratch, i64x2.extract_lane(low, 0) + i64x2.extract_lane(low, 1));
  store<i64>(scratch, i64x2.extract_lane(high, 0) + i64x2.extract_lane(high, 1), 8);
}
