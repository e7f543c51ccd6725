/**
 * Karatsuba's multiplication of two numbers of n limbs: three products of half the size for four.
 *
 *     a = a1·B + a0,  b = b1·B + b0,  B = 2^32h,  h = ceil(n/2),  l = n - h
 *
 *     r       | a0·b0          2h | a1·b1          2l |     first |a0-a1|, |b0-b1| in the low part
 *     middle          | 2h+1 limbs, on the stack  |         added at r[h)
 *
 *     middle = a0·b0 + a1·b1 - (a0-a1)·(b0-b1) = a0·b1 + a1·b0
 *
 * Differences, not sums, so that no operand grows by a bit. Cost: n^1.585. Stack: 2n limbs and 4 a
 * level. Exact for every input, which makes it the fallback of any faster, inexact transform.
 */

import { spend } from "./gil";
import { addInto, at, distance, limb, STRIDE_MASK } from "./limbs";
import { allocate, release } from "./memory";
import { multiply } from "./multiply";

/** r[0..2n) = a[0..n) · b[0..n), n >= 6; r must overlap neither. */
export function karatsuba(r: usize, a: usize, b: usize, n: u32): void {
  const h = (n + 1) >> 1;
  const l = n - h;
  const middle = allocate((h << 1) + 1);
  const opposed = distance(r, a, h, at(a, h), l) != distance(at(r, h), b, h, at(b, h), l);
  multiply(middle, r, h, at(r, h), h);
  multiply(r, a, h, b, h);
  multiply(at(r, h << 1), at(a, h), l, at(b, h), l);
  if (opposed) completeSum(middle, r, h, l);
  else completeDifference(middle, r, h, l);
  addInto(at(r, h), middle, (h << 1) + 1);
  release(middle);
}

/** m = low + high + m, for the products low = r[0..2h) and high = r[2h..2h+2l). */
function completeSum(m: usize, r: usize, h: u32, l: u32): void {
  const high = at(r, h << 1);
  let carry: u64 = 0;
  for (let i: u32 = 0, n = h << 1; i < n; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += limb(r, i) + (i < l << 1 ? limb(high, i) : 0) + limb(m, i);
    store<u32>(at(m, i), <u32>carry);
    carry >>= 32;
  }
  store<u32>(at(m, h << 1), <u32>carry);
}

/** m = low + high - m; never negative. */
function completeDifference(m: usize, r: usize, h: u32, l: u32): void {
  const high = at(r, h << 1);
  let carry: i64 = 0;
  for (let i: u32 = 0, n = h << 1; i < n; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += <i64>limb(r, i) + (i < l << 1 ? <i64>limb(high, i) : 0) - <i64>limb(m, i);
    store<u32>(at(m, i), <u32>carry);
    carry >>= 32;
  }
  store<u32>(at(m, h << 1), <u32>carry);
}
