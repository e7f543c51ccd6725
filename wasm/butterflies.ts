/**
 * The passes of the transform: what is done with the points of a block by its root w.
 *
 *     split    a0, a1, a2, a3   →   a0 + w·a1 + w²·a2 + w³·a3, and so for -w, iw, -iw
 *     join     four times the inverse of that
 *
 *     block    | m points a0 | m points a1 | m points a2 | m points a3 |      in pairs: re re im im
 *
 * For m = 1 a pass takes two blocks at once: a register holds the same point of both, and the
 * values stay so, for `multiplyPair()` and `joinPair()`.
 */

import { spend } from "./gil";
import { record } from "./roots";

/** Quadruples of points between two checks of the GIL. */
const STRIDE: u32 = 4096;

/** Steps of `gil.ts` for a quadruple of points, split or joined. */
const STEPS: u32 = 8;

/** One split of four times m points, or of those of each m that are in a range. */
export function splitBlock(z: usize, m: u32, node: u32, from: u32 = 0, to: u32 = m): void {
  for (; from < to; from += STRIDE) {
    const count = min(STRIDE, to - from);
    spend(count * STEPS);
    splitSome(z + (<usize>from << 4), <usize>m << 4, count, node);
  }
}

export function joinBlock(z: usize, m: u32, node: u32, from: u32 = 0, to: u32 = m): void {
  for (; from < to; from += STRIDE) {
    const count = min(STRIDE, to - from);
    spend(count * STEPS);
    joinSome(z + (<usize>from << 4), <usize>m << 4, count, node);
  }
}

function splitSome(z: usize, step: usize, count: u32, node: u32): void {
  const root = record(node);
  const wr = v128.load64_splat(root);
  const wi = v128.load64_splat(root, 16);
  const cr = v128.load64_splat(root, 32);
  const ci = v128.load64_splat(root, 48);
  const sr = squareRe(node);
  const si = squareIm(node);
  for (let p = z, end = z + (<usize>count << 4); p < end; p += 32) {
    const p1 = p + step;
    const p2 = p1 + step;
    const p3 = p2 + step;
    const x1r = v128.load(p1), x1i = v128.load(p1, 16);
    const x3r = v128.load(p3), x3i = v128.load(p3, 16);
    const t1r = re(x1r, x1i, wr, wi), t1i = im(x1r, x1i, wr, wi);
    const t3r = re(x3r, x3i, cr, ci), t3i = im(x3r, x3i, cr, ci);
    const b1r = f64x2.add(t1r, t3r), b1i = f64x2.add(t1i, t3i);
    const b3r = f64x2.sub(t1r, t3r), b3i = f64x2.sub(t1i, t3i);
    const x2r = v128.load(p2), x2i = v128.load(p2, 16);
    const t2r = re(x2r, x2i, sr, si), t2i = im(x2r, x2i, sr, si);
    const x0r = v128.load(p), x0i = v128.load(p, 16);
    const b0r = f64x2.add(x0r, t2r), b0i = f64x2.add(x0i, t2i);
    const b2r = f64x2.sub(x0r, t2r), b2i = f64x2.sub(x0i, t2i);
    v128.store(p, f64x2.add(b0r, b1r));
    v128.store(p, f64x2.add(b0i, b1i), 16);
    v128.store(p1, f64x2.sub(b0r, b1r));
    v128.store(p1, f64x2.sub(b0i, b1i), 16);
    v128.store(p2, f64x2.sub(b2r, b3i));
    v128.store(p2, f64x2.add(b2i, b3r), 16);
    v128.store(p3, f64x2.add(b2r, b3i));
    v128.store(p3, f64x2.sub(b2i, b3r), 16);
  }
}

/** The inverse of `splitSome()`, but for a factor of 4. */
function joinSome(z: usize, step: usize, count: u32, node: u32): void {
  const root = record(node);
  const wr = v128.load64_splat(root);
  const wi = v128.load64_splat(root, 16);
  const cr = v128.load64_splat(root, 32);
  const ci = v128.load64_splat(root, 48);
  const sr = squareRe(node);
  const si = squareIm(node);
  for (let p = z, end = z + (<usize>count << 4); p < end; p += 32) {
    const p1 = p + step;
    const p2 = p1 + step;
    const p3 = p2 + step;
    const y0r = v128.load(p), y0i = v128.load(p, 16);
    const y1r = v128.load(p1), y1i = v128.load(p1, 16);
    const y2r = v128.load(p2), y2i = v128.load(p2, 16);
    const y3r = v128.load(p3), y3i = v128.load(p3, 16);
    const b0r = f64x2.add(y0r, y1r), b0i = f64x2.add(y0i, y1i);
    const b1r = f64x2.sub(y0r, y1r), b1i = f64x2.sub(y0i, y1i);
    const b2r = f64x2.add(y2r, y3r), b2i = f64x2.add(y2i, y3i);
    const b3r = f64x2.sub(y2i, y3i), b3i = f64x2.sub(y3r, y2r);
    v128.store(p, f64x2.add(b0r, b2r));
    v128.store(p, f64x2.add(b0i, b2i), 16);
    const t2r = f64x2.sub(b0r, b2r), t2i = f64x2.sub(b0i, b2i);
    v128.store(p2, reConjugate(t2r, t2i, sr, si));
    v128.store(p2, imConjugate(t2r, t2i, sr, si), 16);
    const t1r = f64x2.add(b1r, b3r), t1i = f64x2.add(b1i, b3i);
    v128.store(p1, reConjugate(t1r, t1i, wr, wi));
    v128.store(p1, imConjugate(t1r, t1i, wr, wi), 16);
    const t3r = f64x2.sub(b1r, b3r), t3i = f64x2.sub(b1i, b3i);
    v128.store(p3, reConjugate(t3r, t3i, cr, ci));
    v128.store(p3, imConjugate(t3r, t3i, cr, ci), 16);
  }
}

/** The last split of two blocks of four points, of an even node and the next. */
@inline
export function splitPair(z: usize, node: u32): void {
  const root = record(node);
  const square = record(node >> 1);
  const a0 = v128.load(z), a1 = v128.load(z, 16), a2 = v128.load(z, 32), a3 = v128.load(z, 48);
  const b0 = v128.load(z, 64), b1 = v128.load(z, 80);
  const b2 = v128.load(z, 96), b3 = v128.load(z, 112);
  const wr = v128.load(root), wi = v128.load(root, 16);
  const x1r = seconds(a0, b0), x1i = seconds(a1, b1);
  const t1r = re(x1r, x1i, wr, wi), t1i = im(x1r, x1i, wr, wi);
  const cr = v128.load(root, 32), ci = v128.load(root, 48);
  const x3r = seconds(a2, b2), x3i = seconds(a3, b3);
  const t3r = re(x3r, x3i, cr, ci), t3i = im(x3r, x3i, cr, ci);
  const e1r = f64x2.add(t1r, t3r), e1i = f64x2.add(t1i, t3i);
  const e3r = f64x2.sub(t1r, t3r), e3i = f64x2.sub(t1i, t3i);
  const sr = turnedRe(square), si = turnedIm(square);
  const x2r = firsts(a2, b2), x2i = firsts(a3, b3);
  const t2r = re(x2r, x2i, sr, si), t2i = im(x2r, x2i, sr, si);
  const x0r = firsts(a0, b0), x0i = firsts(a1, b1);
  const e0r = f64x2.add(x0r, t2r), e0i = f64x2.add(x0i, t2i);
  const e2r = f64x2.sub(x0r, t2r), e2i = f64x2.sub(x0i, t2i);
  v128.store(z, f64x2.add(e0r, e1r));
  v128.store(z, f64x2.add(e0i, e1i), 16);
  v128.store(z, f64x2.sub(e0r, e1r), 32);
  v128.store(z, f64x2.sub(e0i, e1i), 48);
  v128.store(z, f64x2.sub(e2r, e3i), 64);
  v128.store(z, f64x2.add(e2i, e3r), 80);
  v128.store(z, f64x2.add(e2r, e3i), 96);
  v128.store(z, f64x2.sub(e2i, e3r), 112);
}

@inline
export function joinPair(z: usize, node: u32): void {
  const root = record(node);
  const square = record(node >> 1);
  const y0r = v128.load(z), y0i = v128.load(z, 16);
  const y1r = v128.load(z, 32), y1i = v128.load(z, 48);
  const y2r = v128.load(z, 64), y2i = v128.load(z, 80);
  const y3r = v128.load(z, 96), y3i = v128.load(z, 112);
  const b0r = f64x2.add(y0r, y1r), b0i = f64x2.add(y0i, y1i);
  const b1r = f64x2.sub(y0r, y1r), b1i = f64x2.sub(y0i, y1i);
  const b2r = f64x2.add(y2r, y3r), b2i = f64x2.add(y2i, y3i);
  const b3r = f64x2.sub(y2i, y3i), b3i = f64x2.sub(y3r, y2r);
  const wr = v128.load(root), wi = v128.load(root, 16);
  const cr = v128.load(root, 32), ci = v128.load(root, 48);
  const x0r = f64x2.add(b0r, b2r), x0i = f64x2.add(b0i, b2i);
  const t1r = f64x2.add(b1r, b3r), t1i = f64x2.add(b1i, b3i);
  const x1r = reConjugate(t1r, t1i, wr, wi), x1i = imConjugate(t1r, t1i, wr, wi);
  v128.store(z, firsts(x0r, x1r));
  v128.store(z, firsts(x0i, x1i), 16);
  v128.store(z, seconds(x0r, x1r), 64);
  v128.store(z, seconds(x0i, x1i), 80);
  const sr = turnedRe(square), si = turnedIm(square);
  const t2r = f64x2.sub(b0r, b2r), t2i = f64x2.sub(b0i, b2i);
  const x2r = reConjugate(t2r, t2i, sr, si), x2i = imConjugate(t2r, t2i, sr, si);
  const t3r = f64x2.sub(b1r, b3r), t3i = f64x2.sub(b1i, b3i);
  const x3r = reConjugate(t3r, t3i, cr, ci), x3i = imConjugate(t3r, t3i, cr, ci);
  v128.store(z, firsts(x2r, x3r), 32);
  v128.store(z, firsts(x2i, x3i), 48);
  v128.store(z, seconds(x2r, x3r), 96);
  v128.store(z, seconds(x2i, x3i), 112);
}

/** Eight values of z, each times that of y. */
@inline
export function multiplyPair(z: usize, y: usize): void {
  for (let end = z + 128; z < end; z += 32, y += 32) {
    const ar = v128.load(z), ai = v128.load(z, 16);
    const br = v128.load(y), bi = v128.load(y, 16);
    v128.store(z, re(ar, ai, br, bi));
    v128.store(z, im(ar, ai, br, bi), 16);
  }
}

/** The first split, in x^m - w and x^m + w, w² = i, of the points from … to of each m. */
export function splitInTwo(z: usize, m: u32, from: u32, to: u32): void {
  const step = <usize>m << 4;
  const wr = v128.load64_splat(record(0));
  const wi = v128.load64_splat(record(0), 16);
  for (let p = z + (<usize>from << 4), i = from; i < to; i += 2, p += 32) {
    if ((i & (STRIDE - 1)) == 0) spend(min(STRIDE, to - i) * STEPS);
    const q = p + step;
    const xr = v128.load(p), xi = v128.load(p, 16);
    const yr = v128.load(q), yi = v128.load(q, 16);
    const tr = re(yr, yi, wr, wi), ti = im(yr, yi, wr, wi);
    v128.store(p, f64x2.add(xr, tr));
    v128.store(p, f64x2.add(xi, ti), 16);
    v128.store(q, f64x2.sub(xr, tr));
    v128.store(q, f64x2.sub(xi, ti), 16);
  }
}

export function joinTwo(z: usize, m: u32, from: u32, to: u32): void {
  const step = <usize>m << 4;
  const wr = v128.load64_splat(record(0));
  const wi = v128.load64_splat(record(0), 16);
  for (let p = z + (<usize>from << 4), i = from; i < to; i += 2, p += 32) {
    if ((i & (STRIDE - 1)) == 0) spend(min(STRIDE, to - i) * STEPS);
    const q = p + step;
    const xr = v128.load(p), xi = v128.load(p, 16);
    const yr = v128.load(q), yi = v128.load(q, 16);
    const tr = f64x2.sub(xr, yr), ti = f64x2.sub(xi, yi);
    v128.store(p, f64x2.add(xr, yr));
    v128.store(p, f64x2.add(xi, yi), 16);
    v128.store(q, reConjugate(tr, ti, wr, wi));
    v128.store(q, imConjugate(tr, ti, wr, wi), 16);
  }
}

/** w² of any node: see `roots.ts`. */
function squareRe(node: u32): v128 {
  const square = record(node >> 1);
  if (node > 1 && (node & 1) == 1) return f64x2.neg(v128.load64_splat(square, 16));
  return v128.load64_splat(square);
}

function squareIm(node: u32): v128 {
  const square = record(node >> 1);
  if (node > 1 && (node & 1) == 1) return v128.load64_splat(square);
  return v128.load64_splat(square, 16);
}

/** w² of an even node, and of the next: the same times i. */
@inline
function turnedRe(square: usize): v128 {
  const im = v128.load64_splat(square, 16);
  return firsts(v128.load64_splat(square), f64x2.neg(im));
}

@inline
function turnedIm(square: usize): v128 {
  return firsts(v128.load64_splat(square, 16), v128.load64_splat(square));
}

@inline
function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(a, b, 0, 2);
}

@inline
function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(a, b, 1, 3);
}

/** Parts of a · w. */
@inline
function re(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return f64x2.sub(f64x2.mul(ar, wr), f64x2.mul(ai, wi));
}

@inline
function im(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return f64x2.add(f64x2.mul(ar, wi), f64x2.mul(ai, wr));
}

/** Parts of a times the conjugate of w. */
@inline
function reConjugate(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return f64x2.add(f64x2.mul(ar, wr), f64x2.mul(ai, wi));
}

@inline
function imConjugate(ar: v128, ai: v128, wr: v128, wi: v128): v128 {
  return f64x2.sub(f64x2.mul(ai, wr), f64x2.mul(ar, wi));
}
