/**
 * Linear work on numbers of many limbs.
 *
 *     number   | x[0] | x[1] | ... | x[n-1] |     u32 each, least significant first, little-endian
 *
 * Passes over numbers of any length check the GIL every 64 Ki limbs. Operands may be the result
 * where a comment says so.
 */

import { spend } from "./gil";

/** A linear pass checks the GIL when its index has all these bits. */
export const STRIDE_MASK: u32 = 0xffff;

export const LOW: u64 = 0xffffffff;

@inline
export function at(x: usize, i: u32): usize {
  return x + (<usize>i << 2);
}

@inline
export function limb(x: usize, i: u32): u64 {
  return <u64>load<u32>(at(x, i));
}

/** Limbs copied or cleared between two checks of the GIL, and steps of `gil.ts` for them. */
const RUN: u32 = 1 << 16;

/** r[0..n) = x[0..n); they may overlap if r is the lower. */
export function copy(r: usize, x: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i += RUN) {
    const count = min(RUN, n - i);
    spend(count);
    memory.copy(at(r, i), at(x, i), <usize>count << 2);
  }
}

/** r[0..n) = 0. */
export function clear(r: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i += RUN) {
    const count = min(RUN, n - i);
    spend(count);
    memory.fill(at(r, i), 0, <usize>count << 2);
  }
}

/** n without leading zeros. */
export function length(x: usize, n: u32): u32 {
  while (n != 0 && limb(x, n - 1) == 0) n--;
  return n;
}

/** r[0..n) = x[0..n) · word + addend; returns the limb carried out. r may be x. */
export function timesWord(r: usize, x: usize, n: u32, word: u64, addend: u64): u32 {
  let carry = addend;
  for (let i: u32 = 0; i < n; i++) {
    carry += limb(x, i) * word;
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
  return <u32>carry;
}

/** r = r · word + addend; returns its limbs, n or one more. */
export function scale(r: usize, n: u32, word: u64, addend: u64): u32 {
  const carry = timesWord(r, r, n, word, addend);
  if (carry == 0) return n;
  store<u32>(at(r, n), carry);
  return n + 1;
}

/** r += x[0..n) + carry; it runs on above r[n), and the caller knows that it ends. */
export function addInto(r: usize, x: usize, n: u32, carry: u64 = 0): void {
  for (let i: u32 = 0; i < n || carry != 0; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += limb(r, i) + (i < n ? limb(x, i) : 0);
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
}

/** r += 1; the carry runs on, and the caller knows that it ends. */
export function increment(r: usize): void {
  addInto(r, r, 0, 1);
}

/** r[0..n) -= x[0..n); returns what is carried out, 0 or -1. */
export function subtract(r: usize, x: usize, n: u32): i64 {
  let carry: i64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += <i64>limb(r, i) - <i64>limb(x, i);
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
  return carry;
}

/** r -= x[0..n); the borrow runs on, and the caller knows that it ends. */
export function subtractFrom(r: usize, x: usize, n: u32): void {
  let carry = subtract(r, x, n);
  for (let i = n; carry != 0; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += <i64>limb(r, i);
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
}

/** r[0..n) = 2^32n - r, for r > 0; a limb above is not looked at. */
export function negate(r: usize, n: u32): void {
  let carry: u64 = 1;
  for (let i: u32 = 0; i < n; i++) {
    if ((i & STRIDE_MASK) == STRIDE_MASK) spend(STRIDE_MASK);
    carry += limb(r, i) ^ LOW;
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
}

/** x · 2^bits in the place of x[0..n), which has room for it; returns its limbs. */
export function shiftLeft(x: usize, n: u32, bits: u32): u32 {
  const words = bits >> 5;
  const rest = bits & 31;
  const to = at(x, words);
  store<u32>(at(to, n), n == 0 ? 0 : <u32>(limb(x, n - 1) << rest >> 32));
  let i = n;
  for (; i >= 3; i -= 2) {
    if ((i & STRIDE_MASK) < 2) spend(STRIDE_MASK);
    const below = limb(x, i - 3) << rest >> 32;
    store<u64>(at(to, i - 2), (load<u64>(at(x, i - 2)) << rest) | below);
  }
  for (; i > 0; i--) {
    const below = i > 1 ? limb(x, i - 2) << rest >> 32 : 0;
    store<u32>(at(to, i - 1), <u32>((limb(x, i - 1) << rest) | below));
  }
  clear(x, words);
  return length(x, n + words + 1);
}
