/**
 * n!, by prime swing (Luschny).
 *
 *     odd(n) = odd(n/2)² · swing(n)      swing(n): odd part of n! / ((n/2)!)², a product of primes
 *
 * The exponent of a prime p in swing(n) is the number of odd ones among n/p, n/p², ..., rounded
 * down: most primes come once or not at all. odd(n/2) is multiplied by swing(n) first and then by
 * itself: that transforms less than a square and a product by the swing, a short number.
 *
 *     level   0          1            2      ...   last
 *             swing(n)   swing(n/2)   swing(n/4)   odd(n >> last), at most FLAT
 *
 * The swings of all levels come first, each a part that another thread may do.
 *
 * n! = odd(n) · 2^(n - ones in n): the twos are never multiplied, one shift at the end puts them
 * back.
 */

import { at, copy, length, shiftLeft } from "./limbs";
import { allocate, enterRegion, leaveRegion, release, roots } from "./memory";
import { multiply } from "./multiply";
import { listPrimes, primeCount, primeRoom } from "./primes";
import { prepareProducts, productBytes } from "./product";
import { argument, DESK_BYTES, Job, moveToDesk, returnToDesk, share } from "./share";
import { addFactor, beginWords, endWords, productOfWords } from "./word_product";

/** Up to here one product of all prime powers is faster. */
const FLAT: u32 = 400;

/** Limbs that are allocated for a product of words, for each of them: see `swingRoom()`. */
const ROOM: u64 = 20;

/** A level's swing: where it is, its limbs, and where there is room to compute it. */
const ENTRY: usize = 12;

/** r = n!, r of `factorialLimbs(n)`; returns its limbs. */
export function factorial(r: usize, n: u32): u32 {
  let last: u32 = 0;
  while (n >> last > FLAT) last++;
  const levels = allocate((last + 1) * 3);
  const primes = listPrimes(n);
  prepareProducts(min(swingLimbs(n), factorialLimbs(n)));
  computeSwings(levels, last, n, primes);
  const limbs = odd(r, n, levels, 0, last);
  release(levels);
  return shiftLeft(r, limbs, n - popcnt(n));
}

/** Limbs that hold n! and more: its bits are below n·log2(n). */
export function factorialLimbs(n: u32): u32 {
  return <u32>((<u64>n * (32 - clz(n))) >> 5) + 4;
}

/** Pages of 64 KiB in which n! can be computed without more. */
export function factorialPages(n: u32): u32 {
  const limbs = factorialLimbs(n);
  const numbers = <u64>limbs * 2 + <u64>factorialLimbs(n >> 1) + <u64>swingLimbs(n) * 3;
  const rooms = swingRoom(n) * 2 + (<u64>64 * 4096);
  const bytes = (numbers + primeRoom(n)) * 4 + max(productBytes(limbs), rooms * 4);
  return <u32>((<u64>roots + bytes + 65535) >> 16) + 1;
}

function odd(r: usize, n: u32, levels: usize, level: u32, last: u32): u32 {
  const swing = levels + <usize>level * ENTRY;
  const swingAt = load<usize>(swing);
  const limbs = load<u32>(swing, 4);
  if (level == last) {
    copy(r, swingAt, limbs);
    return limbs;
  }
  const half = allocate(factorialLimbs(n >> 1));
  const halfLimbs = odd(half, n >> 1, levels, level + 1, last);
  const part = allocate(halfLimbs + limbs);
  multiply(part, half, halfLimbs, swingAt, limbs);
  const partLimbs = length(part, halfLimbs + limbs);
  multiply(r, part, partLimbs, half, halfLimbs);
  release(half);
  return length(r, partLimbs + halfLimbs);
}

function computeSwings(levels: usize, last: u32, n: u32, primes: usize): void {
  for (let level: u32 = 0; level <= last; level++) {
    store<usize>(levels + <usize>level * ENTRY, allocate(swingLimbs(n >> level)));
  }
  const rooms = allocate(0);
  for (let level: u32 = 0; level <= last; level++) {
    store<usize>(levels + <usize>level * ENTRY, allocate(swingRoom(n >> level)), 8);
  }
  store<usize>(argument(0), levels);
  store<u32>(argument(1), n);
  store<u32>(argument(2), last);
  store<usize>(argument(3), primes);
  store<u32>(argument(4), primeCount());
  share(swingPart, last + 1);
  release(rooms);
}

/** A swing is below n·2^n, and two words in a row have a product above 2^32; more for FLAT!. */
function swingLimbs(n: u32): u32 {
  return (n >> 4) + 256;
}

/**
 * Limbs to compute it in: a desk, the words, and what their products allocate. The results of the
 * tree take less than two limbs a word; the last product, with 12 bits a digit, the fewest there
 * are, 12 for the points of its factors, and less than 4 for residues and their sum.
 */
function swingRoom(n: u32): u64 {
  return <u64>swingLimbs(n) * ROOM + 4096;
}

/** The first level is the longest and the last part, which is the first to be taken. */
const swingPart: Job = (part) => {
  const n = load<u32>(argument(1)), last = load<u32>(argument(2));
  const primes = load<usize>(argument(3)), count = load<u32>(argument(4));
  const level = last - part;
  const entry = load<usize>(argument(0)) + <usize>level * ENTRY;
  const room = load<usize>(entry, 8);
  enterRegion(room, swingRoom(n >> level));
  moveToDesk(allocate(<u32>DESK_BYTES >> 2));
  const words = allocate(swingLimbs(n >> level));
  const listed = listFactors(words, n >> level, level < last, primes, count);
  store<u32>(entry, productOfWords(load<usize>(entry), words, listed), 4);
  returnToDesk();
  leaveRegion();
};

/** The odd primes as often as they divide the swing of n, or n!. */
function listFactors(words: usize, n: u32, swing: bool, primes: usize, count: u32): u32 {
  beginWords(words);
  for (let i: u32 = 0; i < count; i++) {
    const p = load<u32>(at(primes, i));
    if (p > n) break;
    let power: u32 = 0;
    for (let q = n / p; q != 0; q /= p) power += swing ? q & 1 : q;
    for (; power > 0; power--) addFactor(p);
  }
  return endWords(words);
}
