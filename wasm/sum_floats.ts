/**
 * Compensated sums of doubles: each addition's rounding error is computed exactly (Knuth's TwoSum)
 * and added up beside the sum.
 *
 *     scratch   | x0 x1 | x2 x3 | x4 x5 | x6 x7 | ...      64 bytes a turn
 *     sums      |   s   |   s   |   s   |   s   |          eight lanes
 *     errors    |   e   |   e   |   e   |   e   |
 *
 * After each chunk the lanes are folded into the running (total, error), also by TwoSum, so that
 * total + error is as good as a sum in twice the precision: off by at most n²·2^-105·Σ|x|, before
 * the one rounding of the last addition. Doubles that leave the range make total not finite; then
 * error means nothing and the host decides.
 */

import { pad, scratch } from "./memory";

let total: f64 = 0;
let error: f64 = 0;

export function resetFloats(): void {
  total = 0;
  error = 0;
}

export function floatTotal(): f64 {
  return total;
}

export function floatError(): f64 {
  return error;
}

export function sumFloat64(bytes: usize): void {
  sumOf<f64>(bytes);
}

export function sumFloat32(bytes: usize): void {
  sumOf<f32>(bytes);
}

function sumOf<T>(bytes: usize): void {
  pad(bytes);
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let e0 = s0, e1 = s0, e2 = s0, e3 = s0;
  for (let p = scratch, end = scratch + bytes; p < end; p += 8 * sizeof<T>()) {
    const x0 = pair<T>(p, 0);
    const x1 = pair<T>(p, 1);
    const x2 = pair<T>(p, 2);
    const x3 = pair<T>(p, 3);
    const t0 = f64x2.add(s0, x0);
    const t1 = f64x2.add(s1, x1);
    const t2 = f64x2.add(s2, x2);
    const t3 = f64x2.add(s3, x3);
    e0 = f64x2.add(e0, lost(s0, x0, t0));
    e1 = f64x2.add(e1, lost(s1, x1, t1));
    e2 = f64x2.add(e2, lost(s2, x2, t2));
    e3 = f64x2.add(e3, lost(s3, x3, t3));
    s0 = t0;
    s1 = t1;
    s2 = t2;
    s3 = t3;
  }
  fold(s0, e0);
  fold(s1, e1);
  fold(s2, e2);
  fold(s3, e3);
}

/** The i-th pair of the group at p. */
@inline
function pair<T>(p: usize, i: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(p + i * 16);
  return f64x2.promote_low_f32x4(v128.load64_zero(p + i * 8));
}

/** What rounding a + b to t lost; exact whichever of a and b is the larger. */
@inline
function lost(a: v128, b: v128, t: v128): v128 {
  const part = f64x2.sub(t, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(t, part)), f64x2.sub(b, part));
}

function fold(s: v128, e: v128): void {
  foldLane(f64x2.extract_lane(s, 0), f64x2.extract_lane(e, 0));
  foldLane(f64x2.extract_lane(s, 1), f64x2.extract_lane(e, 1));
}

function foldLane(s: f64, e: f64): void {
  const t = total + s;
  const part = t - total;
  error += (total - (t - part)) + (s - part) + e;
  total = t;
}
