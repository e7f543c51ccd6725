/**
 * The discrete Fourier transform that multiplies complex polynomials modulo x^L - i, in doubles.
 *
 *     x^L - i  =  (x^(L/4) - w)(x^(L/4) + w)(x^(L/4) - iw)(x^(L/4) + iw),   w^4 = i, and so on
 *
 *     points   | re 0 | re 1 | im 0 | im 1 | re 2 | re 3 | im 2 | im 3 | ...         L of them
 *     split    | mod x^(L/4) - w  | mod x^(L/4) + w  | mod x^(L/4) - iw | mod x^(L/4) + iw |
 *
 * A transform splits until polynomials are numbers; values are then in no order anybody needs, and
 * nothing is ever reordered. Each block has one root (`roots.ts`), whatever its size. Blocks of
 * LEAF points are finished while they are in the cache; `convolve()` even comes back there.
 *
 * L is 2^n, n >= 4; for an odd n the first split is in two.
 */

import {
  joinBlock,
  joinPair,
  joinTwo,
  multiplyPair,
  splitBlock,
  splitInTwo,
  splitPair,
} from "./butterflies";
import { prepareRoots } from "./roots";

/** Points of two operands that fit the innermost cache. */
const LEAF: u32 = 1024;

/** Transforms z in place. */
export function transform(z: usize, points: u32): void {
  prepareRoots(points);
  if ((ctz(points) & 1) == 0) return split(z, points, 1);
  const half = points >> 1;
  splitInTwo(z, half);
  split(z, half, 2);
  split(z + (<usize>half << 4), half, 3);
}

/** z = z · y for the transform y of the other factor; z = z² if y is z itself. */
export function convolve(z: usize, y: usize, points: u32): void {
  prepareRoots(points);
  if ((ctz(points) & 1) == 0) return convolveBlock(z, y, points, 1);
  const half = points >> 1;
  const offset = <usize>half << 4;
  splitInTwo(z, half);
  convolveBlock(z, y, half, 2);
  convolveBlock(z + offset, y + offset, half, 3);
  joinTwo(z, half);
}

function split(z: usize, points: u32, node: u32): void {
  if (points <= LEAF) return splitLeaf(z, points, node);
  const quarter = points >> 2;
  splitBlock(z, quarter, node);
  for (let c: u32 = 0; c < 4; c++) split(z + (<usize>(quarter * c) << 4), quarter, node * 4 + c);
}

function convolveBlock(z: usize, y: usize, points: u32, node: u32): void {
  if (points <= LEAF) return convolveLeaf(z, y, points, node);
  const quarter = points >> 2;
  splitBlock(z, quarter, node);
  for (let c: u32 = 0; c < 4; c++) {
    const offset = <usize>(quarter * c) << 4;
    convolveBlock(z + offset, y + offset, quarter, node * 4 + c);
  }
  joinBlock(z, quarter, node);
}

function splitLeaf(z: usize, points: u32, node: u32): void {
  const blocks = splitDown(z, points, node);
  const first = node * blocks;
  for (let b: u32 = 0; b < blocks; b += 2) splitPair(z + (<usize>b << 6), first + b);
}

function convolveLeaf(z: usize, y: usize, points: u32, node: u32): void {
  const blocks = splitDown(z, points, node);
  const first = node * blocks;
  for (let b: u32 = 0; b < blocks; b += 2) {
    const offset = <usize>b << 6;
    splitPair(z + offset, first + b);
    multiplyPair(z + offset, y + offset);
    joinPair(z + offset, first + b);
  }
  for (let m: u32 = 4; m < points; m <<= 2) {
    const parts = points / (m << 2);
    for (let b: u32 = 0; b < parts; b++) joinBlock(z + (<usize>(b * m) << 6), m, node * parts + b);
  }
}

/** Splits a leaf as far as blocks of four points; returns how many these are. */
function splitDown(z: usize, points: u32, node: u32): u32 {
  let blocks: u32 = 1;
  for (let m = points >> 2; m > 1; m >>= 2) {
    for (let b: u32 = 0; b < blocks; b++) splitBlock(z + (<usize>(b * m) << 6), m, node * blocks + b);
    blocks <<= 2;
  }
  return blocks;
}
