/**
 * Polynomials as numbers: from the points of a transform to limbs. `load_digits.ts` tells the form.
 *
 *     points   c[k] + i·c[k+L], k < L         coefficients, each far longer than a digit
 *     residue  | x[0] | x[1] | ... | x[m-1] | x[m] |
 *
 * Carries run through both halves at once, and what leaves the top comes back at the bottom, with
 * the other sign.
 */

import { spend } from "./gil";
import { at } from "./limbs";
import { STEPS, STRIDE } from "./load_digits";
import { addAt, addSigned } from "./residue";
import { argument, Job, onDesk, PARTS, result, share, WORTH } from "./share";

/** 1.5·2^52: adding it rounds a double below 2^51 to an integer, in the low bits. */
const MAGIC: f64 = 6755399441055744;

/** Points of the end of a part: they fill whole limbs, and are written beside the number first. */
const END: u32 = 32;

/** Bytes on the desk for those of a part's halves, and what is written behind them. */
const ENDS_BYTES: u32 = 2 * (4 * 24 + 8);

/**
 * Writes the coefficients z / points, rounded to integers, as the residue x. Returns the largest
 * distance of any from the integer it was rounded to.
 *
 * Each part carries as if nothing came from the part before it; what did is added in the end.
 */
export function storeDigits(x: usize, z: usize, points: u32, bits: u32): f64 {
  const half = (points >> 5) * bits;
  const upper = at(x, half);
  const parts: u32 = points < WORTH ? 1 : PARTS;
  const limbs = half / parts;
  store<usize>(argument(0), x);
  store<usize>(argument(1), z);
  store<u32>(argument(2), points);
  store<u32>(argument(3), bits);
  store<u32>(argument(4), points / parts);
  share(storeRange, parts);
  let farthest: f64 = 0;
  let over: i64 = 0, overUpper: i64 = 0;
  for (let part: u32 = 0; part < parts; part++) {
    const rest = half - (part + 1) * limbs;
    farthest = max(farthest, load<f64>(result(part * 3)));
    over += addAt(at(x, half - rest), rest, load<i64>(result(part * 3 + 1)));
    overUpper += addAt(at(upper, half - rest), rest, load<i64>(result(part * 3 + 2)));
  }
  addSigned(x, half << 1, -overUpper - addAt(upper, half, over));
  return farthest / <f64>points;
}

const storeRange: Job = (part) => {
  const count = load<u32>(argument(4));
  storeSome(part * count, count, part);
};

/**
 * The points from … from + count.
 *
 *     lanes   | digit k, a real part | digit k + L, an imaginary one |       two carries in one go
 *
 * All is kept positive, for want of a signed shift of such lanes: a carry is too large by 2^51-bits,
 * which the next digit is too small by. Stores are of eight bytes, so the last of a part would
 * overrun its end.
 */
function storeSome(from: u32, count: u32, part: u32): void {
  const points = load<u32>(argument(2));
  const bits = load<u32>(argument(3));
  const excess = <i64>1 << (51 - bits);
  const magic = f64x2.splat(MAGIC * <f64>points);
  const bias = i64x2.add(magic, i64x2.splat(excess - (<i64>1 << 51)));
  const mask = i64x2.splat((<i64>1 << bits) - 1);
  let farthest = f64x2.splat(0);
  let carry = i64x2.splat(excess);
  /** Less than a byte of either half. */
  let open = i64x2.splat(0);
  let openBits: u32 = 0;
  let z = load<usize>(argument(1)) + (<usize>from << 4);
  let to = at(load<usize>(argument(0)), (from >> 5) * bits);
  let toUpper = at(to, (points >> 5) * bits);
  const end = onDesk() + <usize>(part * ENDS_BYTES), endUpper = end + ENDS_BYTES / 2;
  let limbsEnd: usize = 0, limbsEndUpper: usize = 0;
  for (let k: u32 = 0; k < count; k += 2, z += 32) {
    if ((k & (STRIDE - 1)) == 0) spend(min(STRIDE, count - k) * STEPS);
    if (k == count - END) {
      limbsEnd = to;
      limbsEndUpper = toUpper;
      to = end;
      toUpper = endUpper;
    }
    const re = v128.load(z), im = v128.load(z, 16);
    const movedRe = f64x2.add(re, magic), movedIm = f64x2.add(im, magic);
    farthest = f64x2.pmax(farthest, f64x2.abs(f64x2.sub(re, f64x2.sub(movedRe, magic))));
    farthest = f64x2.pmax(farthest, f64x2.abs(f64x2.sub(im, f64x2.sub(movedIm, magic))));
    carry = i64x2.add(carry, i64x2.sub(v128.shuffle<u64>(movedRe, movedIm, 0, 2), bias));
    const first = v128.and(carry, mask);
    carry = i64x2.shr_u(carry, bits);
    carry = i64x2.add(carry, i64x2.sub(v128.shuffle<u64>(movedRe, movedIm, 1, 3), bias));
    const pair = v128.or(first, i64x2.shl(v128.and(carry, mask), bits));
    carry = i64x2.shr_u(carry, bits);
    open = v128.or(open, i64x2.shl(pair, openBits));
    v128.store64_lane(to, open, 0);
    v128.store64_lane(toUpper, open, 1);
    openBits += bits << 1;
    to += openBits >> 3;
    toUpper += openBits >> 3;
    open = i64x2.shr_u(open, openBits & ~7);
    openBits &= 7;
  }
  memory.copy(limbsEnd, end, bits << 2);
  memory.copy(limbsEndUpper, endUpper, bits << 2);
  const distance = max(f64x2.extract_lane(farthest, 0), f64x2.extract_lane(farthest, 1));
  store<f64>(result(part * 3), distance);
  store<i64>(result(part * 3 + 1), i64x2.extract_lane(carry, 0) - excess);
  store<i64>(result(part * 3 + 2), i64x2.extract_lane(carry, 1) - excess);
}
