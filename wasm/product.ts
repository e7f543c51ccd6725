/**
 * Products of long numbers by the transform, exact for every input.
 *
 *     a·b   modulo  F1 = 2^M1 + 1,  F2 = 2^M2 + 1,  ...      Mi = bits · Ni,  N1 > N2 > ... powers of 2
 *
 * The number of digits needed, rounded up to four significant bits, is N1 + N2 + ..., one N for
 * each bit that is set: so no more than an eighth is transformed in vain. Residues are put together
 * by Garner's rule, with F1 = 2 modulo the rest:
 *
 *     a·b = U1 + F1·V1,   V1 = (a·b - U1)/2 modulo F2·F3·…,   and so on
 *
 * **Exactness.** Let u = 2^-53, the rounding error of doubles. In one transform each point passes,
 * for every split in four, one product by a root and two additions. The product of complex numbers
 * has a relative error below √5·u (Brent, Percival, Zimmermann 2007), the roots one of √2·0.52·u
 * (`roots.ts`), an addition u, all relative to the norm of the points, which a split only scales.
 * Two transforms, the product of their values and the way back, whose errors are bounded by the sum
 * of the values' magnitudes, so by the product of the norms, give for any coefficient
 *
 *     |error| <= |a|·|b|·u·(3·(splits in four · 4.98 + splits in two · 3.98) + 2.24)
 *
 * with |a| the root of the sum of the squares of the digits, computed for the very operands. If
 * this bound is B, the coefficient's distance from the nearest integer D, and B + D < 1, then that
 * integer is the right one. So `bits` is chosen such that B is below 7/8 for random digits, and all
 * is done again with one bit less if B is above that or a D above 1/8. B falls by more than 3 with
 * each bit.
 */

import { convolve, transform } from "./transform";
import { loadDigits, MOST_BITS } from "./load_digits";
import { storeDigits } from "./store_digits";
import { addInto, at, copy, increment } from "./limbs";
import { allocate, begin, release } from "./memory";
import { halveDifference, reduce } from "./residue";
import { prepareRoots } from "./roots";

const UNIT: f64 = 1 / <f64>(1 << 26) / <f64>(1 << 27);
const BOUND: f64 = 7 / 8;
const DISTANCE: f64 = 1 / 8;

/** Digits of the smallest residue: its transform has 32 points. */
const FEWEST: u32 = 64;

/** r[0..an+bn) = a[0..an) · b[0..bn); r must overlap neither. */
export function longProduct(r: usize, a: usize, an: u32, b: usize, bn: u32): void {
  let bits = likelyBits(an, bn);
  while (!tryProduct(r, a, an, b, bn, bits)) bits--;
}

/** The most bits of a digit for which random operands keep below BOUND. */
function likelyBits(an: u32, bn: u32): u32 {
  let bits = MOST_BITS;
  for (; bits > 1; bits--) {
    const a = <f64>an * 32 / <f64>bits;
    const b = <f64>bn * 32 / <f64>bits;
    const square = <f64>(<u64>1 << (bits * 2)) / 12;
    const points = largest(digitsFor(an + bn, bits)) >> 1;
    if (sqrt(a * b) * square * growth(points) * 1.02 < BOUND) break;
  }
  return bits;
}

/** Empties the stack, for work whose largest product has `limbs`. */
export function reserve(limbs: u32): void {
  begin(pointsFor(limbs));
}

/** Prepares the roots for products of `limbs`, so that those need not. */
export function prepareProducts(limbs: u32): void {
  prepareRoots(pointsFor(limbs));
}

/** Bytes that a product of `limbs` takes besides factors and result, roots too, one retry allowed. */
export function productBytes(limbs: u32): u64 {
  const half = (limbs >> 1) + 1;
  const bits = max(likelyBits(half, half), 2) - 1;
  const digits = digitsFor(limbs + 2, bits);
  const points = <u64>(largest(digits) >> 1);
  const residues = (space(digits, bits) + limbsOf(digits, bits) + limbsOf(largest(digits), bits)) * 4;
  return (points << 5) + residues + (<u64>pointsFor(limbs) << 4) + 4096;
}

/** The most points of a transform that a product of `limbs` may take, however often it is tried. */
function pointsFor(limbs: u32): u32 {
  const half = limbs >> 1;
  const bits = max(likelyBits(half + 1, half + 1), 4) - 3;
  return max(largest(digitsFor(limbs + 2, bits)) >> 1, 16);
}

/** The bound B for operands of norm 1. */
function growth(points: u32): f64 {
  const n = ctz(points);
  return UNIT * (<f64>(n >> 1) * 14.94 + <f64>(n & 1) * 11.94 + 2.24);
}

/** Digits of a product of `limbs`, rounded up to four significant bits. */
function digitsFor(limbs: u32, bits: u32): u32 {
  const digits = <u32>((<u64>limbs * 32 + bits - 1) / bits);
  const unit = max(FEWEST, largest(digits) >> 3);
  return (digits + unit - 1) & ~(unit - 1);
}

/** The highest bit of x. */
@inline
function largest(x: u32): u32 {
  return <u32>0x80000000 >> clz(x);
}

/** False if the result is not known to be right; then r is not written. */
function tryProduct(r: usize, a: usize, an: u32, b: usize, bn: u32, bits: u32): bool {
  const digits = digitsFor(an + bn, bits);
  const u = allocate(space(digits, bits));
  const done = residues(u, a, an, b, bn, digits, bits);
  if (done) join(r, an + bn, u, digits, bits);
  release(u);
  return done;
}

/** Limbs of a residue of n digits. */
@inline
function limbsOf(n: u32, bits: u32): u32 {
  return (n >> 5) * bits;
}

/** Limbs behind a residue: its top one, and as many as keep all aligned to 16 bytes. */
const SPARE: u32 = 4;

/** Limbs of all residues, each with what is behind it. */
function space(digits: u32, bits: u32): u64 {
  return <u64>limbsOf(digits, bits) + 4 * SPARE;
}

/** The residue after that of n digits at u. */
@inline
function after(u: usize, n: u32, bits: u32): usize {
  return at(u, limbsOf(n, bits) + SPARE);
}

function residues(u: usize, a: usize, an: u32, b: usize, bn: u32, digits: u32, bits: u32): bool {
  for (let rest = digits; rest != 0; rest -= largest(rest)) {
    const n = largest(rest);
    if (!productModulo(u, a, an, b, bn, n >> 1, bits)) return false;
    u = after(u, n, bits);
  }
  return true;
}

/** u = a·b modulo 2^m + 1; false if it is not known to be right. */
function productModulo(u: usize, a: usize, an: u32, b: usize, bn: u32, points: u32, bits: u32): bool {
  const z = allocate(<u64>points << 2);
  let y = z;
  let squares = loadResidue(z, a, an, points, bits);
  if (a == b && an == bn) {
    squares *= squares;
  } else {
    y = allocate(<u64>points << 2);
    squares *= loadResidue(y, b, bn, points, bits);
  }
  const bounded = sqrt(squares) * growth(points) < BOUND;
  if (bounded) {
    if (y != z) transform(y, points);
    convolve(z, y, points);
  }
  const right = bounded && storeDigits(u, z, points, bits) < DISTANCE;
  release(z);
  return right;
}

/** The points of x modulo 2^m + 1; returns the sum of the squares of its digits. */
function loadResidue(z: usize, x: usize, n: u32, points: u32, bits: u32): f64 {
  const m = limbsOf(points << 1, bits);
  if (n <= m) return loadDigits(z, x, n, points, bits);
  const room = allocate(m + 17);
  /** Not right behind z: the byte before a number is read while z is written. */
  const reduced = at(room, 16);
  reduce(reduced, x, n, m);
  const squares = loadDigits(z, reduced, m + 1, points, bits);
  release(room);
  return squares;
}

/** r[0..n) = the number whose residues are at u. */
function join(r: usize, n: u32, u: usize, digits: u32, bits: u32): void {
  let x = u;
  for (let rest = digits; rest != 0; rest -= largest(rest)) {
    const next = after(x, largest(rest), bits);
    eliminate(x, limbsOf(largest(rest), bits), next, rest - largest(rest), bits);
    x = next;
  }
  const sum = allocate(<u64>limbsOf(digits, bits) + 8);
  evaluate(sum, u, digits, bits);
  copy(r, sum, n);
  release(sum);
}

/** Each residue after x becomes half its difference from x. */
function eliminate(x: usize, m: u32, next: usize, digits: u32, bits: u32): void {
  for (let rest = digits; rest != 0; rest -= largest(rest)) {
    const size = limbsOf(largest(rest), bits);
    const reduced = allocate(size + 1);
    reduce(reduced, x, m + 1, size);
    halveDifference(next, reduced, size);
    release(reduced);
    next = after(next, largest(rest), bits);
  }
}

/** to = U1 + F1·(U2 + F2·(...)), from the inside. */
function evaluate(to: usize, u: usize, digits: u32, bits: u32): void {
  const n = largest(digits);
  const m = limbsOf(n, bits);
  copy(to, u, m + 1);
  if (digits == n) return;
  const above = limbsOf(digits - n, bits);
  const top = load<u32>(at(to, m));
  evaluate(at(to, m), after(u, n, bits), digits - n, bits);
  addInto(to, at(to, m), above + 1);
  if (top != 0) increment(at(to, m));
}
