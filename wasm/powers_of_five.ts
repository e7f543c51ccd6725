/**
 * The powers 5^K, K = base·2^level, and their reciprocals: what radix conversion divides by.
 *
 *     10^K = 5^K · 2^K, and K is a multiple of 32: the power of two is a shift by whole limbs
 *
 *     power        d limbs
 *     reciprocal   just below 2^32(d+e) / 5^K, e + 1 limbs       e: limbs of 10^K, and GUARD
 *
 * Newton's iteration, v += v·(2^32(d+e) - 5^K·v) / 2^32(d+e), comes near a reciprocal from below and
 * doubles the limbs that are right. Each begins with the square of the one below it. All lies on
 * the stack, for the caller to release.
 */

import { addInto, at, clear, copy, length, limb, negate, scale } from "./limbs";
import { allocate, release } from "./memory";
import { multiply } from "./multiply";

/** Limbs by which a reciprocal is longer than a quotient: a square loses two. */
const GUARD: u32 = 3;

const LIMB_UP: f64 = 4294967296;
const LIMB_DOWN: f64 = 1 / LIMB_UP;
/** A little less than 1: the first reciprocal must be too small. */
const BELOW: f64 = 1 - LIMB_DOWN / 8192;

/** A record a level: power, d, reciprocal, e. */
const RECORD: usize = 16;
const records: usize = memory.data(32 * 16);

@inline
function field(level: u32, i: usize): usize {
  return records + <usize>level * RECORD + (i << 2);
}

@inline
export function power(level: u32): usize {
  return load<u32>(field(level, 0));
}

@inline
export function powerLimbs(level: u32): u32 {
  return load<u32>(field(level, 1));
}

@inline
export function reciprocal(level: u32): usize {
  return load<u32>(field(level, 2));
}

/** The e of a level: its reciprocal has one limb more. */
@inline
export function reciprocalLimbs(level: u32): u32 {
  return load<u32>(field(level, 3));
}

/** Makes 5^(base·2^level) for all levels below `levels`. */
export function preparePowers(base: u32, levels: u32): void {
  for (let level: u32 = 0; level < levels; level++) {
    const r = level == 0 ? allocate((base >> 3) + 2) : allocate(<u64>powerLimbs(level - 1) << 1);
    const n = level == 0 ? powerOfFive(r, base) : squareOf(r, level - 1);
    store<u32>(field(level, 0), r);
    store<u32>(field(level, 1), n);
  }
}

function powerOfFive(r: usize, exponent: u32): u32 {
  store<u32>(r, 1);
  let n: u32 = 1;
  for (let i: u32 = 0; i < exponent; i += 8) n = scale(r, n, 390625, 0);
  return n;
}

function squareOf(r: usize, level: u32): u32 {
  const n = powerLimbs(level);
  multiply(r, power(level), n, power(level), n);
  return length(r, n << 1);
}

/** Makes the reciprocals of the powers that `preparePowers()` has made. */
export function prepareReciprocals(base: u32, levels: u32): void {
  for (let level: u32 = 0; level < levels; level++) {
    const e = limbsOfTen(base << level) + GUARD;
    const v = allocate(e + 1);
    store<u32>(field(level, 2), v);
    store<u32>(field(level, 3), e);
    if (level == 0) begin(v, e);
    else beginWithSquare(v, e, level - 1);
    refine(v, e, level);
  }
}

/** Limbs that hold any number below 10^digits. */
export function limbsOfTen(digits: u32): u32 {
  return <u32>((<u64>digits * 3402 >> 10) >> 5) + 1;
}

/** From the quotient of doubles, of 45 bits, to all but the last step. */
function begin(v: usize, e: u32): void {
  const d = powerLimbs(0);
  const top = <f64>load<u64>(at(power(0), d - 2)) + <f64>limb(power(0), d - 3) * LIMB_DOWN;
  const quotient = LIMB_UP * (LIMB_UP / top) * BELOW;
  const whole = <u32>quotient;
  clear(v, e);
  store<u32>(at(v, e), whole);
  store<u32>(at(v, e - 1), <u32>((quotient - <f64>whole) * LIMB_UP));
  for (let right: u32 = 1; right < e; right <<= 1) refine(v, e, 0);
}

function beginWithSquare(v: usize, e: u32, level: u32): void {
  const lower = reciprocalLimbs(level);
  const square = allocate(<u64>(lower + 1) << 1);
  multiply(square, reciprocal(level), lower + 1, reciprocal(level), lower + 1);
  const exponent = (powerLimbs(level) + lower) << 1;
  const surplus = exponent - powerLimbs(level + 1) - e;
  copy(v, at(square, surplus), e + 1);
  release(square);
}

/** One step of Newton's iteration. */
function refine(v: usize, e: u32, level: u32): void {
  const d = powerLimbs(level);
  const rest = allocate(<u64>d + e + 1);
  multiply(rest, v, e + 1, power(level), d);
  negate(rest, d + e);
  const n = length(rest, d + e);
  if (n != 0) {
    const change = allocate(<u64>n + e + 1);
    multiply(change, v, e + 1, rest, n);
    if (n + e + 1 > d + e) addInto(v, at(change, d + e), n + 1 - d);
  }
  release(rest);
}
