/**
 * The roots of unity in the core, against exact arithmetic: the error bound that makes products
 * exact (`wasm/product.ts`) is right only if each is off by no more than it says.
 */

import { test } from "node:test";
import assert from "node:assert/strict";
import { type Core, withCore } from "../../src/kernels/instance.ts";
import { takeLimbs } from "../../src/kernels/long_number.ts";
import "../../src/kernels/mod.ts";

/** Fixed point numbers of so many bits behind the point. */
const BITS = 160n;
const ONE = 1n << BITS;

/** What a component may be off by, in units of 2^-53. */
const LIMIT = 0.52;

interface Complex {
  readonly re: bigint;
  readonly im: bigint;
}

function times(a: Complex, b: Complex): Complex {
  return {
    re: (a.re * b.re - a.im * b.im) >> BITS,
    im: (a.re * b.im + a.im * b.re) >> BITS,
  };
}

function root(square: bigint): bigint {
  let x = 1n << BITS;
  for (let i = 0; i < 200; i++) x = (x + (square << BITS) / x) >> 1n;
  return x;
}

/** e^(2πi/2^k), by halving the angle. */
const halvings: Complex[] = [{ re: ONE, im: 0n }, { re: -ONE, im: 0n }, { re: 0n, im: ONE }];
for (let k = 3; k < 40; k++) {
  const re = root((ONE + halvings[k - 1]!.re) >> 1n);
  halvings.push({ re, im: (halvings[k - 1]!.im << BITS) / (2n * re) });
}

/** w(i), as `wasm/roots.ts` defines it. */
function exact(i: number): Complex {
  if (i === 0) return halvings[3]!;
  const level = 31 - Math.clz32(i);
  let w = halvings[level + 4]!;
  for (let bit = 0; bit < level; bit++) if (i >> bit & 1) w = times(w, halvings[bit + 3]!);
  return w;
}

/** How far `value` is from `wanted`, in units of 2^-53. */
function distance(value: number, wanted: bigint): number {
  const scaled = BigInt(value * 2 ** 120) << (BITS - 120n);
  const off = scaled - wanted;
  return Number((off < 0n ? -off : off) >> (BITS - 107n)) * 2 ** -54;
}

/** Has the core fill its table for a product of `limbs`. */
function prepare(core: Core, limbs: number): Float64Array {
  core.reserve(limbs * 2);
  const r = takeLimbs(core, limbs * 2);
  const a = takeLimbs(core, limbs);
  core.multiply(r, a, limbs, a, limbs);
  return new Float64Array(core.memory.buffer, core.roots.value, limbs * 2);
}

function assertRoot(table: Float64Array, i: number): void {
  const at = (i >> 1) * 8 + (i & 1);
  const w = exact(i);
  const cube = i === 0 ? w : times(times(w, w), w);
  const wanted = [w.re, w.im, cube.re, cube.im];
  wanted.forEach((part, j) => {
    const off = distance(table[at + 2 * j]!, part);
    assert.ok(off <= LIMIT, `root ${i}, part ${j}: off by ${off}·2^-53`);
  });
}

test("multiply() has roots of unity that are right to 0.52 units, cubes too", () => {
  withCore((core) => {
    const table = prepare(core, 2 ** 16);
    for (let i = 0; i < 4096; i++) assertRoot(table, i);
    for (let i = 4096; i < 2 ** 15; i += 31) assertRoot(table, i);
  });
});
