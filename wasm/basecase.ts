/**
 * Schoolbook multiplication: two rows a pass.
 *
 *     r   | 0 | 1 | ... |  j  | j+1 | ...       | j+an | j+an+1 |
 *     b[j]   · a          ^ low carry chain ...  ^
 *     b[j+1] · a                ^ high carry chain ...   ^
 *
 * A pass over `a` adds b[j]·a at j and b[j+1]·a at j+1, so each r[i] is loaded and stored once for
 * two products. Neither chain overflows: (2^32-1)^2 + 2·(2^32-1) = 2^64-1.
 * Cost: an·bn products of 0.5 ns, which the caller accounts for.
 */

import { at, limb, LOW, timesWord } from "./limbs";

/** r[0..an+bn) = a[0..an) · b[0..bn), bn >= 1; r must overlap neither. */
export function basecase(r: usize, a: usize, an: u32, b: usize, bn: u32): void {
  store<u32>(at(r, an), timesWord(r, a, an, limb(b, 0), 0));
  let j: u32 = 1;
  for (; j + 1 < bn; j += 2) addTwoRows(at(r, j), a, an, limb(b, j), limb(b, j + 1));
  if (j < bn) addRow(at(r, j), a, an, limb(b, j));
}

function addTwoRows(r: usize, a: usize, an: u32, low: u64, high: u64): void {
  let lowCarry: u64 = 0;
  let highCarry: u64 = 0;
  let previous: u64 = 0;
  for (let i: u32 = 0; i < an; i++) {
    const word = limb(a, i);
    lowCarry += word * low + limb(r, i);
    highCarry += previous * high + (lowCarry & LOW);
    store<u32>(at(r, i), <u32>highCarry);
    lowCarry >>= 32;
    highCarry >>= 32;
    previous = word;
  }
  store<u64>(at(r, an), previous * high + lowCarry + highCarry);
}

function addRow(r: usize, a: usize, an: u32, word: u64): void {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < an; i++) {
    carry += limb(a, i) * word + limb(r, i);
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
  store<u32>(at(r, an), <u32>carry);
}
