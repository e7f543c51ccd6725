/**
 * Numbers as polynomials and back: the border between limbs and the points of a transform.
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
import { at } from "./limbs";
import { addAt, addSigned } from "./residue";

/** Fewer than four bytes hold a digit, its lower neighbour's bit and an offset within a byte. */
export const MOST_BITS: u32 = 24;

/** Points between two checks of the GIL, and steps of `gil.ts` for one. */
const STRIDE: u32 = 4096;
const STEPS: u32 = 5;

/** 1.5·2^52: adding it rounds a double below 2^51 to an integer, in the low bits. */
const MAGIC: f64 = 6755399441055744;

/** Bytes between the halves of what is written, then closed. */
const GAP: usize = 16;

/**
 * Writes x[0..n) as points at z and returns the sum of the squares of its digits; n is at most m,
 * with zeros above, or m + 1: a residue with its top limb.
 */
export function loadDigits(z: usize, x: usize, n: u32, points: u32, bits: u32): f64 {
  const groups = points >> 3;
  const m = (points >> 4) * bits;
  const re = wholeGroups(x, min(n, m) << 2, bits, openRe);
  const half = groups * bits;
  const low = byteIndices(0, bits), high = byteIndices(4, bits);
  const lowFactors = factors(0, bits), highFactors = factors(4, bits);
  const highAt = firstByte(4, bits);
  const down = 31 - bits;
  const one = i32x4.splat(1);
  const isLong = min(n, m) << 2 >= half;
  const im = isLong ? wholeGroups(x + half, (min(n, m) << 2) - half, bits, openIm) : 0;
  const start = z;
  /** Now: the byte before x may be the last of z. */
  const over = leftOver(x, n, m);
  let squares = f64x2.splat(0);
  for (let g: u32 = 0; g < groups; g++, z += 128) {
    if ((g & (STRIDE / 8 - 1)) == 0) spend(min(STRIDE, points - (g << 3)) * STEPS);
    if (g > re) {
      memory.fill(z, 0, <usize>(groups - g) << 7);
      break;
    }
    const first = g < re ? x + g * bits - 1 : openRe;
    const r0 = digitsOf(v128.load(first), low, lowFactors, down, one);
    const r1 = digitsOf(v128.load(first + highAt), high, highFactors, down, one);
    let i0 = i32x4.splat(0), i1 = i0;
    if (isLong && g <= im) {
      const second = g < im ? x + half + g * bits - 1 : openIm;
      i0 = digitsOf(v128.load(second), low, lowFactors, down, one);
      i1 = digitsOf(v128.load(second + highAt), high, highFactors, down, one);
    }
    squares = f64x2.add(squares, storePoints(z, r0, i0));
    squares = f64x2.add(squares, storePoints(z + 64, r1, i1));
  }
  const all = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  return all + corrected(start, over);
}

/** Room for a group of eight digits of which not all bytes are there, and the byte before it. */
const openRe: usize = memory.data(64);
const openIm: usize = memory.data(64);

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

/**
 * Writes the coefficients z / points, rounded to integers, as the residue x. Returns the largest
 * distance of any from the integer it was rounded to.
 *
 *     lanes   | digit k, a real part | digit k + L, an imaginary one |       two carries in one go
 *
 * All is kept positive, for want of a signed shift of such lanes: a carry is too large by 2^51-bits,
 * which the next digit is too small by. Stores are of eight bytes and the last one of the lower
 * half overruns: a gap is left between the halves, then closed.
 */
export function storeDigits(x: usize, z: usize, points: u32, bits: u32): f64 {
  const half = (points >> 5) * bits;
  const upper = at(x, half);
  const excess = <i64>1 << (51 - bits);
  const magic = f64x2.splat(MAGIC * <f64>points);
  const bias = i64x2.add(magic, i64x2.splat(excess - (<i64>1 << 51)));
  const mask = i64x2.splat((<i64>1 << bits) - 1);
  let farthest = f64x2.splat(0);
  let carry = i64x2.splat(excess);
  /** Less than a byte of either half. */
  let open = i64x2.splat(0);
  let openBits: u32 = 0;
  let to = x, toUpper = upper + GAP;
  for (let k: u32 = 0; k < points; k += 2, z += 32) {
    if ((k & (STRIDE - 1)) == 0) spend(min(STRIDE, points - k) * STEPS);
    const re = v128.load(z), im = v128.load(z, 16);
    const movedRe = f64x2.add(re, magic), movedIm = f64x2.add(im, magic);
    farthest = f64x2.pmax(farthest, f64x2.abs(f64x2.sub(re, f64x2.sub(movedRe, magic))));
    farthest = f64x2.pmax(farthest, f64x2.abs(f64x2.sub(im, f64x2.sub(movedIm, magic))));
    carry = i64x2.add(carry, i64x2.sub(v128.shuffle<u64>(movedRe, movedIm, 0, 2), bias));
    const first = v128.and(carry, mask);
    carry = i64x2.shr_u(carry, bits);
    carry = i64x2.add(carry, i64x2.sub(v128.shuffle<u64>(movedRe, movedIm, 1, 3), bias));
    const pair = v128.or(first, i64x2.shl(v128.and(carry, mask), bits));
    carry = i64x2.shr_u(carry, bits);
    open = v128.or(open, i64x2.shl(pair, openBits));
    v128.store64_lane(to, open, 0);
    v128.store64_lane(toUpper, open, 1);
    openBits += bits << 1;
    to += openBits >> 3;
    toUpper += openBits >> 3;
    open = i64x2.shr_u(open, openBits & ~7);
    openBits &= 7;
  }
  memory.copy(upper, upper + GAP, <usize>half << 2);
  const over = addAt(upper, half, i64x2.extract_lane(carry, 0) - excess);
  addSigned(x, half << 1, excess - i64x2.extract_lane(carry, 1) - over);
  return max(f64x2.extract_lane(farthest, 0), f64x2.extract_lane(farthest, 1)) / <f64>points;
}
