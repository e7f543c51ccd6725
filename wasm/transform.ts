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
import { argument, Job, PARTS, share, WORTH } from "./share";

/** Points of two operands that fit the innermost cache. */
const LEAF: u32 = 1024;

/** Transforms z in place. */
export function transform(z: usize, points: u32): void {
  prepareRoots(points);
  if (points < WORTH) return splitAll(z, points);
  setArguments(z, z, points);
  share(splitRange, PARTS);
  share(splitPart, blocksOf(points));
}

/** z = z · y for the transform y of the other factor; z = z² if y is z itself. */
export function convolve(z: usize, y: usize, points: u32): void {
  prepareRoots(points);
  if (points < WORTH) return convolveAll(z, y, points);
  setArguments(z, y, points);
  share(splitRange, PARTS);
  share(convolvePart, blocksOf(points));
  share(joinRange, PARTS);
}

function splitAll(z: usize, points: u32): void {
  const blocks = blocksOf(points);
  splitFirst(z, points, 0, points / blocks);
  for (let c: u32 = 0; c < blocks; c++) splitChild(z, points, c);
}

function convolveAll(z: usize, y: usize, points: u32): void {
  const blocks = blocksOf(points);
  splitFirst(z, points, 0, points / blocks);
  for (let c: u32 = 0; c < blocks; c++) convolveChild(z, y, points, c);
  joinLast(z, points, 0, points / blocks);
}

/** Blocks after the first split. */
@inline
function blocksOf(points: u32): u32 {
  return (ctz(points) & 1) == 0 ? 4 : 2;
}

/** The first split, of the points from … to of each block. */
function splitFirst(z: usize, points: u32, from: u32, to: u32): void {
  if (blocksOf(points) == 4) splitBlock(z, points >> 2, 1, from, to);
  else splitInTwo(z, points >> 1, from, to);
}

function joinLast(z: usize, points: u32, from: u32, to: u32): void {
  if (blocksOf(points) == 4) joinBlock(z, points >> 2, 1, from, to);
  else joinTwo(z, points >> 1, from, to);
}

/** All that comes after the first split, of block c. */
function splitChild(z: usize, points: u32, c: u32): void {
  const blocks = blocksOf(points);
  const size = points / blocks;
  split(z + (<usize>(size * c) << 4), size, blocks + c);
}

function convolveChild(z: usize, y: usize, points: u32, c: u32): void {
  const blocks = blocksOf(points);
  const size = points / blocks;
  const offset = <usize>(size * c) << 4;
  convolveBlock(z + offset, y + offset, size, blocks + c);
}

function setArguments(z: usize, y: usize, points: u32): void {
  store<usize>(argument(0), z);
  store<usize>(argument(1), y);
  store<u32>(argument(2), points);
}

const splitRange: Job = (part) => {
  const points = load<u32>(argument(2));
  const count = points / blocksOf(points) / PARTS;
  splitFirst(load<usize>(argument(0)), points, part * count, (part + 1) * count);
};

const joinRange: Job = (part) => {
  const points = load<u32>(argument(2));
  const count = points / blocksOf(points) / PARTS;
  joinLast(load<usize>(argument(0)), points, part * count, (part + 1) * count);
};

const splitPart: Job = (part) =>
  splitChild(load<usize>(argument(0)), load<u32>(argument(2)), part);

const convolvePart: Job = (part) =>
  convolveChild(load<usize>(argument(0)), load<usize>(argument(1)), load<u32>(argument(2)), part);

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
