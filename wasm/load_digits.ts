/**
 * Numbers as polynomials: from limbs to the points of a transform; back by `store_digits.ts`.
 *
 *     residue   | x[0] | x[1] | ... | x[m-1] | x[m] |     32m = bits·digits, x[m] is 0 or 1
 *     digits    d[0], d[1], ... of `bits` bits, -2^(bits-1) <= d <= 2^(bits-1)
 *     points    d[k] + i·d[k+L], k < L, digits = 2L           modulo x^L - i: modulo x^2L + 1
 *
 * A digit is balanced by the bit below it: with b the bits of x, those of d are the signed number
 * b[high] … b[low] plus b[low-1]. So no digit waits for another, and what is left over at the top,
 * being a multiple of 2^32m = -1, goes to the lowest.
 *
 * Eight digits are `bits` bytes. Four at a time are taken from sixteen bytes: each has its own
 * bytes brought into a lane, is multiplied to the lane's top and shifted down.
 */

import { spend } from "./gil";
import { at, clear } from "./limbs";
import { argument, Job, onDesk, PARTS, result, share, WORTH } from "./share";

/** Fewer than four bytes hold a digit, its lower neighbour's bit and an offset within a byte. */
export const MOST_BITS: u32 = 24;

/** Points between two checks of the GIL, and steps of `gil.ts` for one. */
export const STRIDE: u32 = 4096;
export const STEPS: u32 = 5;

/** Room on the desk for a group of eight digits of which not all bytes are there. */
@inline
function openRe(): usize {
  return onDesk();
}

@inline
function openIm(): usize {
  return onDesk() + 64;
}

/**
 * Writes x[0..n) as points at z and returns the sum of the squares of its digits; n is at most m,
 * with zeros above, or m + 1: a residue with its top limb. The byte before x must not be one of z.
 */
export function loadDigits(z: usize, x: usize, n: u32, points: u32, bits: u32): f64 {
  const groups = points >> 3;
  const bytes = min(n, (points >> 4) * bits) << 2;
  const half = groups * bits;
  store<usize>(argument(0), z);
  store<usize>(argument(1), x);
  store<u32>(argument(2), groups);
  store<u32>(argument(3), bits);
  store<u32>(argument(4), wholeGroups(x, bytes, bits, openRe()));
  const isLong = bytes >= half;
  store<u32>(argument(5), isLong ? wholeGroups(x + half, bytes - half, bits, openIm()) : NONE);
  const parts: u32 = points < WORTH ? 1 : PARTS;
  store<u32>(argument(6), groups / parts);
  share(loadRange, parts);
  let squares: f64 = 0;
  for (let part: u32 = 0; part < parts; part++) squares += load<f64>(result(part));
  return squares + corrected(z, leftOver(x, n, (points >> 4) * bits));
}

/** The upper half has not even the beginning of a group. */
const NONE: u32 = 0xffffffff;

const loadRange: Job = (part) => {
  const count = load<u32>(argument(6));
  store<f64>(result(part), loadGroups(part * count, (part + 1) * count));
};

function loadGroups(from: u32, to: u32): f64 {
  const x = load<usize>(argument(1));
  const bits = load<u32>(argument(3));
  const re = load<u32>(argument(4)), im = load<u32>(argument(5));
  const half = load<u32>(argument(2)) * bits;
  const low = byteIndices(0, bits), high = byteIndices(4, bits);
  const lowFactors = factors(0, bits), highFactors = factors(4, bits);
  const highAt = firstByte(4, bits);
  const down = 31 - bits;
  const one = i32x4.splat(1);
  let squares = f64x2.splat(0);
  let z = load<usize>(argument(0)) + (<usize>from << 7);
  for (let g = from; g < to; g++, z += 128) {
    if ((g & (STRIDE / 8 - 1)) == 0) spend((min(STRIDE / 8, to - g) << 3) * STEPS);
    if (g > re) {
      clear(z, (to - g) << 5);
      break;
    }
    const first = g < re ? x + g * bits - 1 : openRe();
    const r0 = digitsOf(v128.load(first), low, lowFactors, down, one);
    const r1 = digitsOf(v128.load(first + highAt), high, highFactors, down, one);
    let i0 = i32x4.splat(0), i1 = i0;
    if (im != NONE && g <= im) {
      const second = g < im ? x + half + g * bits - 1 : openIm();
      i0 = digitsOf(v128.load(second), low, lowFactors, down, one);
      i1 = digitsOf(v128.load(second + highAt), high, highFactors, down, one);
    }
    squares = f64x2.add(squares, storePoints(z, r0, i0));
    squares = f64x2.add(squares, storePoints(z + 64, r1, i1));
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
}

/** How many groups the bytes from x fill; what is left of them goes to `open`, zeros behind it. */
function wholeGroups(x: usize, bytes: u32, bits: u32, open: usize): u32 {
  const whole = bytes / bits;
  memory.fill(open, 0, 64);
  memory.copy(open, x + whole * bits - 1, bytes - whole * bits + 1);
  return whole;
}

/** What is to be taken from digit 0: the top's left-over, and the bit of the byte before x. */
function leftOver(x: usize, n: u32, m: u32): u32 {
  const before = load<u8>(x - 1) >> 7;
  if (n < m) return before;
  return before + (load<u32>(at(x, m - 1)) >> 31) + (n > m ? load<u32>(at(x, m)) : 0);
}

/** Takes `over` from the point at z; returns by how much that changes the sum of squares. */
function corrected(z: usize, over: u32): f64 {
  const digit = load<f64>(z);
  const next = digit - <f64>over;
  store<f64>(z, next);
  return next * next - digit * digit;
}

/** The byte of a group in which the bit below its digit j is, counted from the byte before it. */
function firstByte(j: u32, bits: u32): u32 {
  return (7 + j * bits) >> 3;
}

function byteIndices(j: u32, bits: u32): v128 {
  let indices = i8x16.splat(0);
  const first = firstByte(j, bits);
  const a = firstByte(j + 1, bits) - first;
  const b = firstByte(j + 2, bits) - first;
  const c = firstByte(j + 3, bits) - first;
  indices = i32x4.replace_lane(indices, 0, 0x03020100);
  indices = i32x4.replace_lane(indices, 1, 0x03020100 + a * 0x01010101);
  indices = i32x4.replace_lane(indices, 2, 0x03020100 + b * 0x01010101);
  return i32x4.replace_lane(indices, 3, 0x03020100 + c * 0x01010101);
}

/** What brings the top bit of each digit to the top of its lane. */
function factors(j: u32, bits: u32): v128 {
  let all = i32x4.splat(factor(j, bits));
  all = i32x4.replace_lane(all, 1, factor(j + 1, bits));
  all = i32x4.replace_lane(all, 2, factor(j + 2, bits));
  return i32x4.replace_lane(all, 3, factor(j + 3, bits));
}

function factor(j: u32, bits: u32): u32 {
  return 1 << (31 - bits - ((7 + j * bits) & 7));
}

@inline
function digitsOf(bytes: v128, indices: v128, factors: v128, down: u32, one: v128): v128 {
  const lanes = i32x4.mul(v128.swizzle(bytes, indices), factors);
  return i32x4.shr_s(i32x4.add(i32x4.shr_s(lanes, down), one), 1);
}

/** Four points; returns the squares of their parts, added up. */
@inline
function storePoints(to: usize, re: v128, im: v128): v128 {
  const r0 = f64x2.convert_low_i32x4_s(re);
  const i0 = f64x2.convert_low_i32x4_s(im);
  const r1 = f64x2.convert_low_i32x4_s(v128.shuffle<u64>(re, re, 1, 1));
  const i1 = f64x2.convert_low_i32x4_s(v128.shuffle<u64>(im, im, 1, 1));
  v128.store(to, r0);
  v128.store(to, i0, 16);
  v128.store(to, r1, 32);
  v128.store(to, i1, 48);
  const a = f64x2.add(f64x2.mul(r0, r0), f64x2.mul(i0, i0));
  return f64x2.add(a, f64x2.add(f64x2.mul(r1, r1), f64x2.mul(i1, i1)));
}
