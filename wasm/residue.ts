/**
 * Numbers modulo F = 2^32m + 1, where 2^32m is -1.
 *
 *     residue   | x[0] | x[1] | ... | x[m-1] | x[m] |     0 <= x < F: x[m] is 1 for 2^32m alone
 *
 * A product of two numbers is put together from its residues modulo F1, F2, ..., as in
 * `product.ts`: each m a power of two times the next, so that F1 = 2 modulo the ones after it.
 */

import { spend } from "./gil";
import { at, limb, LOW, STRIDE_MASK, subtract } from "./limbs";

/** Columns between two checks of the GIL, less one. */
const COLUMNS_MASK: u32 = 0xfff;

/**
 * r = x[0..n) modulo F; r must not overlap x.
 *
 *     x   | part 0 | - part 1 | + part 2 | ... | rest |     column by column, one carry for all
 */
export function reduce(r: usize, x: usize, n: u32, m: u32): void {
  const parts = n / m;
  const rest = n - parts * m;
  const carry = addColumns(r, x, 0, rest, parts + 1, m, 0);
  addSigned(r, m, -addColumns(r, x, rest, m, parts, m, carry));
}

/** The columns from … to of so many parts, signs in turn; returns what is carried out. */
function addColumns(r: usize, x: usize, from: u32, to: u32, parts: u32, m: u32, carry: i64): i64 {
  const mask = i64x2.splat(LOW);
  const step = <usize>m << 2;
  let i = from;
  for (; i + 4 <= to; i += 4) {
    if ((i & COLUMNS_MASK) < 4) spend(min(COLUMNS_MASK + 1, to - i) * (parts + 4));
    let low = i64x2.splat(0), high = low;
    let p = at(x, i);
    for (let left = parts; ; left -= 2, p += step << 1) {
      if (left == 0) break;
      const plus = v128.load(p);
      low = i64x2.add(low, v128.and(plus, mask));
      high = i64x2.add(high, i64x2.shr_u(plus, 32));
      if (left == 1) break;
      const minus = v128.load(p + step);
      low = i64x2.sub(low, v128.and(minus, mask));
      high = i64x2.sub(high, i64x2.shr_u(minus, 32));
    }
    carry += i64x2.extract_lane(low, 0);
    store<u32>(at(r, i), <u32>carry);
    carry = (carry >> 32) + i64x2.extract_lane(high, 0);
    store<u32>(at(r, i), <u32>carry, 4);
    carry = (carry >> 32) + i64x2.extract_lane(low, 1);
    store<u32>(at(r, i), <u32>carry, 8);
    carry = (carry >> 32) + i64x2.extract_lane(high, 1);
    store<u32>(at(r, i), <u32>carry, 12);
    carry >>= 32;
  }
  for (; i < to; i++) {
    let p = at(x, i);
    for (let part: u32 = 0; part < parts; part++, p += step) {
      const limb = <i64>load<u32>(p);
      carry += (part & 1) == 0 ? limb : -limb;
    }
    store<u32>(at(r, i), <u32>carry);
    carry >>= 32;
  }
  return carry;
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
  const over = subtract(x, y, m) + <i64>limb(x, m) - <i64>limb(y, m);
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
