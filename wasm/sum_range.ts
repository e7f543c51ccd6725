/**
 * The sum of start, start + step, ..., `count` numbers, by really adding each of them.
 *
 *     values   | v+0s  v+1s | v+2s  v+3s | v+4s  v+5s | v+6s  v+7s |    + 8·step a turn
 *     sums     |   a        |   b        |   c        |   d        |
 *
 * Eight numbers a turn in four registers. All is modulo 2^64, so the answer is right whenever it
 * fits an i64, whatever happens on the way.
 */

import { spend } from "./gil";

/** Turns between two checks. */
const TURNS: u32 = 1 << 14;

export function sumRange(start: i64, step: i64, count: u32): i64 {
  let total: i64 = 0;
  while (count >= 8) {
    const turns = min(count >> 3, TURNS);
    total += sumTurns(start, step, turns);
    start += <i64>turns * 8 * step;
    count -= turns << 3;
    spend(turns << 3);
  }
  for (; count > 0; count--) {
    total += start;
    start += step;
  }
  return total;
}

function sumTurns(start: i64, step: i64, turns: u32): i64 {
  const stride = i64x2.splat(step << 3);
  const pair = i64x2.splat(step << 1);
  let v0 = i64x2(start, start + step);
  let v1 = i64x2.add(v0, pair);
  let v2 = i64x2.add(v1, pair);
  let v3 = i64x2.add(v2, pair);
  let a = i64x2.splat(0);
  let b = i64x2.splat(0);
  let c = i64x2.splat(0);
  let d = i64x2.splat(0);
  for (; turns > 0; turns--) {
    a = i64x2.add(a, v0);
    b = i64x2.add(b, v1);
    c = i64x2.add(c, v2);
    d = i64x2.add(d, v3);
    v0 = i64x2.add(v0, stride);
    v1 = i64x2.add(v1, stride);
    v2 = i64x2.add(v2, stride);
    v3 = i64x2.add(v3, stride);
  }
  const all = i64x2.add(i64x2.add(a, b), i64x2.add(c, d));
  return i64x2.extract_lane(all, 0) + i64x2.extract_lane(all, 1);
}
