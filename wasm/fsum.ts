/**
 * The correctly rounded sum of doubles, by Shewchuk's non-overlapping partial sums.
 *
 *     partials   | p[0] | p[1] | ... | p[n-1] |      ascending magnitude, no two share a bit
 *
 * Invariant: the partials add up, exactly, to all finite numbers seen so far. Adding x walks them
 * upwards; each TwoSum leaves its rounding error as a partial and carries its sum on. Doubles span
 * 2098 bits and each partial owns at least one, so their number is bounded by the region's size.
 * As in Python, a sum that leaves the range on the way is an overflow even if the end would not.
 */

import { spend } from "./gil";
import { partials, scratch } from "./memory";

export const FINE: i32 = 0;
export const OVERFLOW: i32 = 1;
export const OPPOSED: i32 = 2;

/** Steps of `gil.ts` that one TwoSum of the dependent chain takes. */
const STEPS: i32 = 8;

let count: i32 = 0;
let overflow: bool = false;
/** The sum of all infinities seen: 0, one of them, or NaN. */
let infinities: f64 = 0;
/** The sum of all infinities and NaNs seen. */
let specials: f64 = 0;

export function resetPartials(): void {
  count = 0;
  overflow = false;
  infinities = 0;
  specials = 0;
}

/** Takes in the doubles of `bytes` of scratch, up to the first overflow. */
export function addPartials(bytes: usize): void {
  for (let p = scratch, end = scratch + bytes; p < end && !overflow; p += 8) {
    spend((count + 1) * STEPS);
    add(load<f64>(p));
  }
}

/** FINE, OVERFLOW, or OPPOSED for infinities of both signs. */
export function partialsState(): i32 {
  if (overflow) return OVERFLOW;
  return infinities != infinities ? OPPOSED : FINE;
}

export function partialsTotal(): f64 {
  return specials != 0 ? specials : rounded();
}

@inline
function partial(i: i32): usize {
  return partials + (<usize>i << 3);
}

function add(value: f64): void {
  let x = value;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const y = load<f64>(partial(i));
    const large = abs(x) < abs(y) ? y : x;
    const small = abs(x) < abs(y) ? x : y;
    const sum = large + small;
    const error = small - (sum - large);
    if (error != 0) store<f64>(partial(kept++), error);
    x = sum;
  }
  count = kept;
  if (isFinite(x)) {
    if (x != 0) store<f64>(partial(count++), x);
  } else {
    addSpecial(value);
  }
}

/** The sum is no longer finite: because `value` is not, or by overflow. */
function addSpecial(value: f64): void {
  count = 0;
  if (isFinite(value)) overflow = true;
  else if (value == value) infinities += value;
  specials += value;
}

/**
 * Adds the partials from the largest down until one addition is inexact; the sign of the next
 * smaller then breaks a tie that round-to-even would have settled without it.
 */
function rounded(): f64 {
  if (count == 0) return 0;
  let i = count - 1;
  let sum = load<f64>(partial(i));
  let error: f64 = 0;
  while (i > 0 && error == 0) {
    const x = sum;
    const y = load<f64>(partial(--i));
    sum = x + y;
    error = y - (sum - x);
  }
  return i > 0 && sameSign(error, load<f64>(partial(i - 1))) ? nudged(sum, error) : sum;
}

function sameSign(a: f64, b: f64): bool {
  return (a < 0 && b < 0) || (a > 0 && b > 0);
}

/** sum + 2·error if that is exact, that is if `error` is just half a unit of the last place. */
function nudged(sum: f64, error: f64): f64 {
  const twice = error * 2;
  const next = sum + twice;
  return next - sum == twice ? next : sum;
}
