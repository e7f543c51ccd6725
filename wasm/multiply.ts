/**
 * The seam: every product of two large numbers comes through here, and only here is chosen how.
 *
 *     shorter operand   < CROSSOVER limbs   basecase, the longer one in pieces of PIECE limbs
 *                       more                the transform, the longer one in pieces of MOST times it
 *
 *     a   | piece 0 | piece 1 | ... | rest |
 *     r   | ....... b · piece 0 |
 *                   | ....... b · piece 1 |          each added to the carried-over upper part
 */

import { basecase } from "./basecase";
import { spend } from "./gil";
import { addInto, at, clear } from "./limbs";
import { allocate, release } from "./memory";
import { longProduct } from "./product";

/** Limbs of the shorter operand from which the transform is faster; measured on V8 and JSC. */
const CROSSOVER: u32 = 80;

/** Keeps the time between two checks of the basecase short however long an operand is. */
const PIECE: u32 = 1024;

/** So many times as long an operand is better cut than transformed beside the short one. */
const MOST: u32 = 16;

/** r[0..an+bn) = a[0..an) · b[0..bn), both at least one limb; r must overlap neither. */
export function multiply(r: usize, a: usize, an: u32, b: usize, bn: u32): void {
  if (an < bn) return multiply(r, b, bn, a, an);
  const piece = bn < CROSSOVER ? PIECE : bn * MOST;
  if (an > piece) return inPieces(r, a, an, b, bn, piece);
  if (bn >= CROSSOVER) return longProduct(r, a, an, b, bn);
  spend(an * bn);
  basecase(r, a, an, b, bn);
}

function inPieces(r: usize, a: usize, an: u32, b: usize, bn: u32, piece: u32): void {
  const product = allocate(piece + bn);
  multiply(r, a, piece, b, bn);
  for (let i = piece; i < an; i += piece) {
    const n = min(piece, an - i);
    multiply(product, at(a, i), n, b, bn);
    clear(at(r, i + bn), n);
    addInto(at(r, i), product, n + bn);
  }
  release(product);
}
