/**
 * The seam: every product of two large numbers comes through here, and only here is chosen how.
 *
 *     shorter operand   < CROSSOVER limbs   basecase, the longer one in pieces of PIECE limbs
 *                       more                karatsuba, the longer one in pieces of its length
 *
 *     a   | piece 0 | piece 1 | ... | rest |
 *     r   | ....... b · piece 0 |
 *                   | ....... b · piece 1 |          each added to the carried-over upper part
 *
 * A faster transform for long operands is one more line in `multiply()`.
 */

import { basecase } from "./basecase";
import { spend } from "./gil";
import { karatsuba } from "./karatsuba";
import { addInto, at } from "./limbs";
import { allocate, release } from "./memory";

/** Limbs from which three half products beat four; measured on V8 and JSC, flat from 32 to 64. */
const CROSSOVER: u32 = 40;

/** Keeps the time between two checks of the basecase short however long an operand is. */
const PIECE: u32 = 2048;

/** r[0..an+bn) = a[0..an) · b[0..bn), both at least one limb; r must overlap neither. */
export function multiply(r: usize, a: usize, an: u32, b: usize, bn: u32): void {
  if (an < bn) return multiply(r, b, bn, a, an);
  const piece = bn < CROSSOVER ? PIECE : bn;
  if (an > piece) return inPieces(r, a, an, b, bn, piece);
  if (bn >= CROSSOVER) return karatsuba(r, a, b, bn);
  spend(an * bn);
  basecase(r, a, an, b, bn);
}

function inPieces(r: usize, a: usize, an: u32, b: usize, bn: u32, piece: u32): void {
  const product = allocate(piece + bn);
  multiply(r, a, piece, b, bn);
  for (let i = piece; i < an; i += piece) {
    const n = min(piece, an - i);
    multiply(product, at(a, i), n, b, bn);
    memory.fill(at(r, i + bn), 0, <usize>n << 2);
    addInto(at(r, i), product, n + bn);
  }
  release(product);
}
