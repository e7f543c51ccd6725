/**
 * The odd part of n!, or of its share in one of several classes of primes, by prime swing (Luschny).
 *
 *     odd(n) = odd(n/2)² · swing(n)      swing(n): odd part of n! / ((n/2)!)², a product of primes
 *
 * The exponent of a prime p in swing(n) is the number of odd ones among n/p, n/p², ..., rounded
 * down: most primes come once or not at all. odd(n/2) is multiplied by swing(n) first and then by
 * itself: that transforms less than a square and a product by the swing, a short number.
 *
 * n! = odd(n) · 2^(n - ones in n): the twos are never multiplied, one shift at the end of all puts
 * them back. Class c of k has every k-th prime from the c-th on.
 */

import { at, length } from "./limbs";
import { allocate, release } from "./memory";
import { multiply } from "./multiply";
import { listPrimes, primeCount } from "./primes";
import { addFactor, beginWords, endWords, productOfWords } from "./word_product";

/** Up to here one product of all prime powers is faster. */
const FLAT: u32 = 400;

let primes: usize = 0;
let count: u32 = 0;
let first: u32 = 0;
let classes: u32 = 1;

/** r = class `index` of `total` of n!'s odd part, r of `factorialLimbs(n)`; returns its limbs. */
export function oddFactorial(r: usize, n: u32, index: u32, total: u32): u32 {
  primes = listPrimes(n);
  count = primeCount();
  first = index;
  classes = total;
  const limbs = odd(r, n);
  release(primes);
  return limbs;
}

/** Limbs that hold n! and more: its bits are below n·log2(n). */
export function factorialLimbs(n: u32): u32 {
  return <u32>((<u64>n * (32 - clz(n))) >> 5) + 4;
}

function odd(r: usize, n: u32): u32 {
  if (n <= FLAT) return flat(r, n);
  const half = allocate(factorialLimbs(n >> 1));
  const halfLimbs = odd(half, n >> 1);
  const words = allocate(swingLimbs(n));
  const listed = listFactors(words, n, true);
  const swing = allocate(listed);
  const limbs = productOfWords(swing, words, listed);
  const part = allocate(halfLimbs + limbs);
  multiply(part, half, halfLimbs, swing, limbs);
  const partLimbs = length(part, halfLimbs + limbs);
  multiply(r, part, partLimbs, half, halfLimbs);
  release(half);
  return length(r, partLimbs + halfLimbs);
}

function flat(r: usize, n: u32): u32 {
  const words = allocate(factorialLimbs(n) << 1);
  const limbs = productOfWords(r, words, listFactors(words, n, false));
  release(words);
  return limbs;
}

/** A swing is below n·2^n, and two words that follow each other are together above 2^32. */
function swingLimbs(n: u32): u32 {
  return (n >> 4) + 64;
}

/** The primes of this class as often as they divide the swing of n, or n!. */
function listFactors(words: usize, n: u32, swing: bool): u32 {
  beginWords(words);
  for (let i = first; i < count; i += classes) {
    const p = load<u32>(at(primes, i));
    if (p > n) break;
    let power: u32 = 0;
    for (let q = n / p; q != 0; q /= p) power += swing ? q & 1 : q;
    for (; power > 0; power--) addFactor(p);
  }
  return endWords(words);
}
