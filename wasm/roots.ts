/**
 * The roots of unity of the transform, one table for all sizes.
 *
 * The node i = 2^t + q, 0 <= q < 2^t, is a polynomial x^4m - w^4 of the transform's level t; its
 * children are 2i and 2i+1, two levels down 4i … 4i+3 (see `transform.ts`). With turn(q) the bits
 * of q behind the binary point, lowest first,
 *
 *     w(i) = e^(2π·i·angle)     angle(i) = turn(q)/4 + 2^-(t+4)     angle(0) = 1/8
 *
 *     record of i, i+1   | re w(i) | re w(i+1) | im w | im w | re w³ | re w³ | im w³ | im w³ |
 *
 * w² needs no place of its own: it is w(i >> 1), times the imaginary unit for odd i > 1.
 *
 * Each component is off by at most 0.52·2^-53: a root known in twice the precision, times one so
 * near to 1 that what it changes is small, and so are the roundings of that. `tests/unit/` checks
 * it against exact arithmetic; the error bound of `product.ts` stands on it.
 */

import { COMPLEX_BYTES, halveAngle, multiplyComplex, set } from "./double_double";
import { spend } from "./gil";
import { assertRoots, roots } from "./memory";

/** Bits of an index that choose a root known in twice the precision. */
const FINE_BITS: u32 = 10;
const FINE: u32 = 1 << FINE_BITS;

/** Steps of `gil.ts` for a root. */
const STEPS: u32 = 24;

/** e^(2π·i/2^k) for 2 <= k < 36. */
const halvings: usize = memory.data(36 * 32);
/** e^(2π·i·turn(q)/4) for q < FINE, and their cubes. */
const fine: usize = memory.data(1024 * 32);
const fineCubes: usize = memory.data(1024 * 32);
/** A root near to 1, and its cube. */
const near: usize = memory.data(2 * 32);

/** Levels of the table that are filled: a number in memory, as the table is. */
const levelsAt: usize = memory.data(4);

/** Where w(i) begins; its other parts are 16, 32 and 48 bytes on. */
@inline
export function record(i: u32): usize {
  return roots + (<usize>(i >> 1) << 6) + ((i & 1) << 3);
}

/** Fills the table for transforms of `points` = 2^n, n >= 4: it takes 16 bytes a point. */
export function prepareRoots(points: u32): void {
  const wanted: u32 = ctz(points) - 1;
  let levels = load<u32>(levelsAt);
  if (levels >= wanted) return;
  assertRoots(points);
  if (levels == 0) prepareFine();
  for (; levels < wanted; levels++) fillLevel(levels);
  store<u32>(levelsAt, levels);
}

function prepareFine(): void {
  set(halving(2), 0, 0, 1, 0);
  for (let k: u32 = 3; k < 36; k++) halveAngle(halving(k), halving(k - 1));
  set(fine, 1, 0, 0, 0);
  for (let b: u32 = 0; b < FINE_BITS; b++) {
    for (let q: u32 = 0, n: u32 = 1 << b; q < n; q++) {
      multiplyComplex(entry(fine, n + q), entry(fine, q), halving(b + 3));
    }
  }
  for (let q: u32 = 0; q < FINE; q++) cube(entry(fineCubes, q), entry(fine, q));
  fill(0, halving(3), halving(3));
}

function entry(table: usize, i: u32): usize {
  return table + <usize>i * COMPLEX_BYTES;
}

function halving(k: u32): usize {
  return entry(halvings, k);
}

function cube(to: usize, a: usize): void {
  multiplyComplex(to, a, a);
  multiplyComplex(to, to, a);
}

function fillLevel(t: u32): void {
  const first: u32 = 1 << t;
  for (let i = first; i < first << 1; i++) {
    const j = i + first;
    const q = j & (FINE - 1);
    if (j < FINE) {
      fill(i, entry(fine, q), entry(fineCubes, q));
    } else {
      if (q == 0) {
        spend(FINE * STEPS);
        prepareNear(j >> FINE_BITS);
      }
      fillNear(i, q);
    }
  }
}

function fill(i: u32, w: usize, cube: usize): void {
  const to = record(i);
  store<f64>(to, load<f64>(w));
  store<f64>(to, load<f64>(w, 16), 16);
  store<f64>(to, load<f64>(cube), 32);
  store<f64>(to, load<f64>(cube, 16), 48);
}

/** The root of the bits of `u`, which are FINE_BITS higher in the index. */
function prepareNear(u: u32): void {
  set(near, 1, 0, 0, 0);
  for (let b: u32 = 0; u >> b != 0; b++) {
    if (((u >> b) & 1) != 0) multiplyComplex(near, near, halving(b + FINE_BITS + 3));
  }
  cube(near + COMPLEX_BYTES, near);
}

function fillNear(i: u32, q: u32): void {
  const to = record(i);
  storeProduct(to, entry(fine, q), near);
  storeProduct(to + 32, entry(fineCubes, q), near + COMPLEX_BYTES);
}

/** a · b as a + a·(b - 1), for b near to 1. */
function storeProduct(to: usize, a: usize, b: usize): void {
  const re = load<f64>(a);
  const im = load<f64>(a, 16);
  const cosine = (load<f64>(b) - 1) + load<f64>(b, 8);
  const sine = load<f64>(b, 16);
  store<f64>(to, re + (load<f64>(a, 8) + (re * cosine - im * sine)));
  store<f64>(to, im + (load<f64>(a, 24) + (re * sine + im * cosine)), 16);
}
