/**
 * Products of many small factors, as a balanced tree.
 *
 *     words    | f·g·h | i·j | ... |          factors packed as far as they fit 32 bits
 *     stack    | result | left of 0 | right of 0 | left of 1 | right of 1 | ...
 */

import { spend } from "./gil";
import { at, length, limb, scale } from "./limbs";
import { allocate, release } from "./memory";
import { multiply } from "./multiply";

/** Words multiplied one by one before the tree begins. */
const LEAF: u32 = 24;

/** Steps of `gil.ts` that a leaf takes at most. */
const LEAF_STEPS: i32 = 512;

let cursor: usize = 0;
let word: u64 = 1;

/** Begins a list of words at `list`. */
export function beginWords(list: usize): void {
  cursor = list;
  word = 1;
}

/** Takes in a factor below 2^32. */
@inline
export function addFactor(factor: u64): void {
  const product = word * factor;
  if (product >> 32 == 0) {
    word = product;
  } else {
    flush();
    word = factor;
  }
}

function flush(): void {
  store<u32>(cursor, <u32>word);
  cursor += 4;
}

/** Ends the list that began at `list` and returns its length, at least 1. */
export function endWords(list: usize): u32 {
  flush();
  return <u32>((cursor - list) >> 2);
}

/** r = words[0] · … · words[n-1], r of n limbs; returns the limbs without leading zeros. */
export function productOfWords(r: usize, words: usize, n: u32): u32 {
  if (n <= LEAF) return leaf(r, words, n);
  const half = n >> 1;
  const left = allocate(half);
  const leftLimbs = productOfWords(left, words, half);
  const right = allocate(n - half);
  const rightLimbs = productOfWords(right, at(words, half), n - half);
  multiply(r, left, leftLimbs, right, rightLimbs);
  release(left);
  return length(r, leftLimbs + rightLimbs);
}

function leaf(r: usize, words: usize, n: u32): u32 {
  spend(LEAF_STEPS);
  store<u32>(r, load<u32>(words));
  let limbs: u32 = 1;
  for (let i: u32 = 1; i < n; i++) limbs = scale(r, limbs, limb(words, i), 0);
  return limbs;
}
