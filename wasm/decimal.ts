/**
 * Decimal text of long numbers and back, by halves.
 *
 *     text     | ... | K digits | K digits |          K = base·2^level, x < 10^2K
 *     x        = q·10^K + r:   the digits of q, then those of r
 *
 * A division is two products (Barrett): q is the upper limbs of x/2^K times the reciprocal of 5^K,
 * at most a few too small, and x - q·10^K tells by how many. Below `base` digits words of nine
 * digits are divided off or added, in time that grows with the square.
 */

import { spend } from "./gil";
import { addInto, at, clear, copy, increment, length, limb, scale, subtractFrom } from "./limbs";
import { allocate, release } from "./memory";
import { multiply } from "./multiply";
import {
  limbsOfTen,
  power,
  powerLimbs,
  preparePowers,
  prepareReciprocals,
  reciprocal,
  reciprocalLimbs,
} from "./powers_of_five";

/** Digits at most that are converted word by word. */
const MOST_DIGITS: u32 = 256;

/** The largest power of ten of a limb. */
const WORD: u64 = 1000000000;
const WORD_DIGITS: u32 = 9;

let base: u32 = 0;
let levels: u32 = 0;

/** Returns the text of x[0..limbs): `decimalDigits()` digits, with leading zeros; destroys x. */
export function toDecimal(x: usize, limbs: u32): usize {
  plan(<u32>(<u64>limbs * 9865 >> 10) + 1);
  const text = allocate((<u64>decimalDigits() + 3) >> 2);
  preparePowers(base, levels);
  prepareReciprocals(base, levels);
  write(text, x, length(x, limbs), levels);
  return text;
}

export function decimalDigits(): u32 {
  return base << levels;
}

/** Chooses the levels for so many digits: few leading zeros. */
function plan(digits: u32): void {
  levels = 0;
  while ((digits + (1 << levels) - 1) >> levels > MOST_DIGITS) levels++;
  base = (((digits + (1 << levels) - 1) >> levels) + 31) & ~31;
}

/** x[0..n) < 10^(base·2^level) as that many digits. */
function write(text: usize, x: usize, n: u32, level: u32): void {
  const digits = base << level;
  if (n == 0) return memory.fill(text, 0x30, digits);
  if (level == 0) return writeWords(text + digits, x, n, digits);
  const half = digits >> 1;
  const q = allocate(reciprocalLimbs(level - 1) + 2);
  const quotientLimbs = divide(q, x, n, level - 1);
  write(text, q, quotientLimbs, level - 1);
  release(q);
  write(text + half, x, length(x, min(n, (half >> 5) + powerLimbs(level - 1))), level - 1);
}

/** q = x / 10^K; returns its limbs; x becomes the remainder, of K/32 + d limbs. */
function divide(q: usize, x: usize, n: u32, level: u32): u32 {
  const shift = (base << level) >> 5;
  const d = powerLimbs(level);
  if (n < shift + d) return 0;
  const e = reciprocalLimbs(level);
  const y = at(x, shift);
  const count = n - shift;
  const upper = count - d + 1;
  const product = allocate(<u64>max(upper + e + 1, upper + 2 + d));
  multiply(product, reciprocal(level), e + 1, at(y, d - 1), upper);
  let quotientLimbs = length(at(product, e + 1), upper);
  copy(q, at(product, e + 1), quotientLimbs);
  store<u32>(at(q, quotientLimbs), 0);
  if (quotientLimbs != 0) {
    multiply(product, q, quotientLimbs, power(level), d);
    subtractFrom(y, product, min(quotientLimbs + d, count));
  }
  release(product);
  while (atLeast(y, count, power(level), d)) {
    subtractFrom(y, power(level), d);
    increment(q);
  }
  if (limb(q, quotientLimbs) != 0) quotientLimbs++;
  return quotientLimbs;
}

/** Whether x[0..n) >= y[0..m), m <= n. */
function atLeast(x: usize, n: u32, y: usize, m: u32): bool {
  const count = length(x, n);
  if (count != m) return count > m;
  for (let i = m; i > 0; i--) {
    const a = limb(x, i - 1);
    const b = limb(y, i - 1);
    if (a != b) return a > b;
  }
  return true;
}

/** Writes x as `digits` digits that end at `end`; destroys x. */
function writeWords(end: usize, x: usize, n: u32, digits: u32): void {
  spend(n * digits);
  for (let left = digits; left > 0;) {
    const count = min(left, WORD_DIGITS);
    writeWord(end, divideWord(x, n), count);
    n = length(x, n);
    end -= count;
    left -= count;
  }
}

/** x /= WORD; returns the remainder. */
function divideWord(x: usize, n: u32): u32 {
  let rest: u64 = 0;
  for (let i = n; i > 0; i--) {
    const part = (rest << 32) | limb(x, i - 1);
    const quotient = part / WORD;
    store<u32>(at(x, i - 1), <u32>quotient);
    rest = part - quotient * WORD;
  }
  return <u32>rest;
}

function writeWord(end: usize, word: u32, digits: u32): void {
  for (let i: u32 = 0; i < digits; i++) {
    store<u8>(--end, <u8>(0x30 + word % 10));
    word /= 10;
  }
}

/** r = the number that the digits at `text` tell; r of `limbsOfTen(digits)` and 2; returns its limbs. */
export function parseDecimal(r: usize, text: usize, digits: u32): u32 {
  plan(digits);
  preparePowers(base, levels);
  return read(r, text, digits, levels);
}

/** Returns the limbs of r, 0 of 0. */
function read(r: usize, text: usize, digits: u32, level: u32): u32 {
  if (level == 0) return readWords(r, text, digits);
  const lower = base << (level - 1);
  if (digits <= lower) return read(r, text, digits, level - 1);
  const high = allocate(limbsOfTen(digits - lower) + 2);
  const highLimbs = read(high, text, digits - lower, level - 1);
  const low = allocate(limbsOfTen(lower) + 2);
  const lowLimbs = read(low, text + (digits - lower), lower, level - 1);
  const n = highLimbs == 0 ? lowLimbs : compose(r, high, highLimbs, low, lowLimbs, level - 1);
  if (highLimbs == 0) copy(r, low, n);
  release(high);
  return n;
}

/** r = high·10^K + low. */
function compose(r: usize, high: usize, n: u32, low: usize, lowLimbs: u32, level: u32): u32 {
  const shift = (base << level) >> 5;
  const d = powerLimbs(level);
  multiply(at(r, shift), high, n, power(level), d);
  clear(r, shift);
  store<u32>(at(r, shift + n + d), 0);
  addInto(r, low, lowLimbs);
  return length(r, shift + n + d + 1);
}

function readWords(r: usize, text: usize, digits: u32): u32 {
  spend(digits * digits >> 4);
  let n: u32 = 0;
  for (let left = digits; left > 0;) {
    const count = (left - 1) % WORD_DIGITS + 1;
    n = scale(r, n, WORD, readWord(text, count));
    text += count;
    left -= count;
  }
  return n;
}

function readWord(text: usize, digits: u32): u64 {
  let word: u64 = 0;
  for (let i: u32 = 0; i < digits; i++) word = word * 10 + (load<u8>(text + i) - 0x30);
  return word;
}
