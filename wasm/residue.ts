/**
 * Numbers modulo F = 2^32m + 1, where 2^32m is -1.
 *
 *     residue   | x[0] | x[1] | ... | x[m-1] | x[m] |     0 <= x < F: x[m] is 1 for 2^32m alone
 *
 * A product of two numbers is put together from its residues modulo F1, F2, ..., as in
 * `product.ts`: each m a power of two times the next, so that F1 = 2 modulo the ones after it.
 */

import { spend } from "./gil";
import { at, limb, LOW, STRIDE_MASK } from "./limbs";

/** r = x[0..n) modulo F; r must not overlap x. */
export function reduce(r: usize, x: usize, n: u32, m: u32): void {
  const first = min(n, m);
  memory.copy(r, x, <usize>first << 2);
  memory.fill(at(r, first), 0, <usize>(m + 1 - first) << 2);
  let over: i64 = 0;
  let negative = true;
  for (let from = m; from < n; from += m) {
    const count = min(m, n - from);
    over += negative ? subtractPart(r, at(x, from), count, m) : addPart(r, at(x, from), count, m);
    negative = !negative;
  }
  addSigned(r, m, -over);
}

/** r[0..m) += x[0..n); returns what is carried out. */
function addPart(r: usize, x: usize, n: u32, m: u32): i64 {
  let carry: u64 = 0;
  let i: u32 = 0;
  for (; i + 1 < n; i += 2) {
    if ((i & STRIDE_MASK) == STRIDE_MASK - 1) spend(STRIDE_MASK);
    const a = load<u64>(at(r, i));
    const b = load<u64>(at(x, i)) + carry;
    const sum = a + b;
    carry = <u64>(b < carry) | <u64>(sum < a);
    store<u64>(at(r, i), sum);
  }
  return addAt(at(r, i), m - i, carry + (i < n ? limb(x, i) : 0));
}

function subtractPart(r: usize, x: usize, n: u32, m: u32): i64 {
  let borrow: u64 = 0;
  let i: u32 = 0;
  for (; i + 1 < n; i += 2) {
    if ((i & STRIDE_MASK) == STRIDE_MASK - 1) spend(STRIDE_MASK);
    const a = load<u64>(at(r, i));
    const b = load<u64>(at(x, i)) + borrow;
    const difference = a - b;
    borrow = <u64>(b < borrow) | <u64>(a < b);
    store<u64>(at(r, i), difference);
  }
  return addAt(at(r, i), m - i, -<i64>(borrow + (i < n ? limb(x, i) : 0)));
}

/** r[0..m) += value; returns what is carried out, in units of 2^32m. */
export function addAt(r: usize, m: u32, value: i64): i64 {
  let rest = value;
  for (let i: u32 = 0; i < m && rest != 0; i++) {
    const sum = limb(r, i) + (<u64>rest & LOW);
    store<u32>(at(r, i), <u32>sum);
    rest = (rest >> 32) + <i64>(sum >> 32);
  }
  return rest;
}

/** r[0..m) + value as a residue; r[m] is written, not read. */
export function addSigned(r: usize, m: u32, value: i64): void {
  let rest = value;
  store<u32>(at(r, m), 0);
  while (rest != 0) {
    rest = addAt(r, m, rest);
    if (rest == 1 && isZero(r, m)) {
      store<u32>(at(r, m), 1);
      return;
    }
    rest = -rest;
  }
}

function isZero(r: usize, m: u32): bool {
  for (let i: u32 = 0; i < m; i++) if (load<u32>(at(r, i)) != 0) return false;
  return true;
}

/** x = (x - y)/2 for residues x and y modulo the same F. */
export function halveDifference(x: usize, y: usize, m: u32): void {
  const over = subtractPart(x, y, m, m) + <i64>limb(x, m) - <i64>limb(y, m);
  addSigned(x, m, -over);
  halve(x, m);
}

/** Even x becomes x/2, odd x (x + F)/2, which is half of x - 1, and 1, and half of 2^32m. */
function halve(x: usize, m: u32): void {
  const odd = (load<u32>(x) & 1) != 0;
  let above = limb(x, m);
  for (let i = m; i > 0; i--) {
    if ((i & STRIDE_MASK) == 0) spend(STRIDE_MASK);
    const word = limb(x, i - 1);
    store<u32>(at(x, i - 1), <u32>((above << 31) | (word >> 1)));
    above = word;
  }
  store<u32>(at(x, m), 0);
  if (!odd) return;
  const top = at(x, m - 1);
  store<u32>(top, load<u32>(top) | 0x80000000);
  addSigned(x, m, 1);
}
