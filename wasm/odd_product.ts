/**
 * The product of the odd parts of from+1, from+2, ..., to, as a balanced tree.
 *
 *     stack   | result | left of 0 | right of 0 | left of 1 | right of 1 | ...
 *
 * n! = oddProduct(0, n) · 2^(n - ones in n): the twos are never multiplied, one shift at the end
 * puts them back. Ranges multiply to factorials, so workers may share one. A node's factors live
 * on the stack while it multiplies them: three times the result in all, one more in the product.
 */

import { spend } from "./gil";
import { at, timesWord } from "./limbs";
import { allocate, release, reserve } from "./memory";
import { multiply } from "./multiply";

/** Numbers multiplied one by one, packed into words, before the tree begins. */
const LEAF: u32 = 64;

/** Steps of `gil.ts` that a leaf takes at most. */
const LEAF_STEPS: i32 = 2048;

/** Limbs on the stack for each limb of the result, and for a small one's rounding up. */
const STACK_FACTOR: u64 = 5;
const STACK_SPARE: u64 = 8192;

/** Leaves the product at `result` and returns its limbs; 0 if there is no memory for it. */
export function oddProduct(from: u32, to: u32): u32 {
  const limbs = capacity(from, to);
  if (!reserve(limbs * STACK_FACTOR + STACK_SPARE)) return 0;
  return tree(allocate(limbs), from, to);
}

/** Limbs that hold the product and what multiplying its two halves may write above it. */
function capacity(from: u32, to: u32): u32 {
  const bits = <u64>(to - from) * (32 - clz(to));
  return <u32>(bits >> 5) + 3;
}

function tree(r: usize, from: u32, to: u32): u32 {
  if (to - from <= LEAF) return leaf(r, from, to);
  const middle = from + ((to - from) >> 1);
  const left = allocate(capacity(from, middle));
  const leftLimbs = tree(left, from, middle);
  const right = allocate(capacity(middle, to));
  const rightLimbs = tree(right, middle, to);
  multiply(r, left, leftLimbs, right, rightLimbs);
  release(left);
  const limbs = leftLimbs + rightLimbs;
  return load<u32>(at(r, limbs - 1)) == 0 ? limbs - 1 : limbs;
}

function leaf(r: usize, from: u32, to: u32): u32 {
  let limbs: u32 = 1;
  let word: u64 = 1;
  store<u32>(r, 1);
  spend(LEAF_STEPS);
  for (let x = from + 1; x <= to; x++) {
    const odd = <u64>(x >> ctz(x));
    const product = word * odd;
    if (product >> 32 == 0) {
      word = product;
    } else {
      limbs = scale(r, limbs, word);
      word = odd;
    }
  }
  return scale(r, limbs, word);
}

function scale(r: usize, limbs: u32, word: u64): u32 {
  const carry = timesWord(r, r, limbs, word);
  if (carry == 0) return limbs;
  store<u32>(at(r, limbs), carry);
  return limbs + 1;
}
