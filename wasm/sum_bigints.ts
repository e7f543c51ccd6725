/**
 * Exact sums of one piece of 64-bit integers, of 2^31 numbers at most, in halves.
 *
 *     v = high · 2^32 + low      low unsigned; signed v are moved by 2^63, which makes high unsigned
 *     all     sum of v           modulo 2^64
 *     high    sum of highs       exact
 *     low     sum of lows = all − high · 2^32, exact, as it is less than 2^64
 *
 * The host puts the two together, as a BigInt.
 */

let low: i64 = 0;
let high: i64 = 0;

/** The sum of the low halves of the last piece. */
export function lowSum(): i64 {
  return low;
}

/** The sum of the high halves of the last piece. */
export function highSum(): i64 {
  return high;
}

export function sumInt64(at: usize, bytes: usize): void {
  sumHalves(at, bytes, i64.MIN_VALUE);
  high -= <i64>(bytes >> 3) << 31;
}

export function sumUint64(at: usize, bytes: usize): void {
  sumHalves(at, bytes, 0);
}

@inline
function sumHalves(at: usize, bytes: usize, move: i64): void {
  const end = at + bytes;
  const moves = i64x2.splat(move);
  let all = i64x2.splat(0);
  let highs = all;
  for (const groups = end - (bytes & 127); at < groups; at += 128) {
    for (let i: usize = 0; i < 128; i += 32) {
      const v = v128.xor(v128.load(at + i), moves);
      const w = v128.xor(v128.load(at + i + 16), moves);
      all = i64x2.add(all, i64x2.add(v, w));
      highs = i64x2.add(highs, i64x2.add(i64x2.shr_u(v, 32), i64x2.shr_u(w, 32)));
    }
  }
  low = i64x2.extract_lane(all, 0) + i64x2.extract_lane(all, 1);
  high = i64x2.extract_lane(highs, 0) + i64x2.extract_lane(highs, 1);
  for (; at < end; at += 8) {
    const v = load<i64>(at) ^ move;
    low += v;
    high += <i64>(<u64>v >> 32);
  }
  low -= high << 32;
}
