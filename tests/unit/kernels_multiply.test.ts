/**
 * multiply() against the runtime's own products: at every size of the transform, with digits that
 * make its rounding errors as large as they can be.
 */

import { test } from "node:test";
import assert from "node:assert/strict";
import { withCore } from "../../src/kernels/instance.ts";
import { takeLimbs } from "../../src/kernels/long_number.ts";
import { multiply } from "../../src/kernels/mod.ts";
import { numbers } from "./kernels_reference.ts";

/** The core's own product: multiply() leaves short numbers to the runtime. */
function coreProduct(a: Uint32Array, b: Uint32Array): bigint {
  return withCore((core) => {
    core.reserve(a.length + b.length);
    const r = takeLimbs(core, a.length + b.length);
    const [x, y] = [a, b].map((limbs) => {
      const address = takeLimbs(core, limbs.length);
      new Uint32Array(core.memory.buffer, address, limbs.length).set(limbs);
      return address;
    });
    core.multiply(r, x!, a.length, y!, b.length);
    return valueOf(new Uint32Array(core.memory.buffer, r, a.length + b.length));
  });
}

function valueOf(limbs: Uint32Array): bigint {
  const digits = Array.from(limbs, (limb) => limb.toString(16).padStart(8, "0"));
  return BigInt(`0x${digits.reverse().join("")}`);
}

/** (2^61 - 1)·(2^89 - 1)·(2^127 - 1). */
const modulus = [61n, 89n, 127n].reduce((product, bits) => product * (2n ** bits - 1n), 1n);

/** By residues: the runtime's own product would take most of the time. */
function assertResidue(a: Uint32Array, b: Uint32Array, name: string): void {
  const expected = (valueOf(a) % modulus) * (valueOf(b) % modulus) % modulus;
  assert.equal(coreProduct(a, b) % modulus, expected, name);
}

function assertProduct(a: Uint32Array, b: Uint32Array, name: string): void {
  assert.equal(coreProduct(a, b) === valueOf(a) * valueOf(b), true, name);
}

/** Digits of `bits` bits, all of them `digit`, over `length` limbs. */
function repeated(length: number, bits: number, digit: number): Uint32Array {
  const limbs = new Uint32Array(length);
  for (let at = 0; at < length * 32; at += bits) {
    const [limb, shift] = [at >>> 5, at & 31];
    limbs[limb]! |= digit << shift;
    if (shift + bits > 32 && limb + 1 < length) limbs[limb + 1]! |= digit >>> (32 - shift);
  }
  return limbs;
}

function random(length: number, seed: number): Uint32Array {
  const { integer } = numbers(seed);
  return new Uint32Array(length).map(integer);
}

/** Lengths about all sums of powers of two that a transform's size may be. */
const lengths = [80, 97, 128, 150, 161, 200, 256, 300, 333, 400, 450, 512, 777, 1024, 2048, 2900];

test("multiply() is exact in the core for random digits of any length", () => {
  for (let length = 1; length < 700; length += 1 + (length >> 4)) {
    for (const other of [1, 79, 80, 81, length]) {
      const [a, b] = [random(length, length), random(other, length + 1)];
      assertProduct(a, b, `${length} x ${other}`);
    }
  }
});

test("multiply() is exact in the core for digits as large as they can be", () => {
  for (const length of lengths) {
    for (const bits of [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24]) {
      const half = 2 ** (bits - 1);
      for (const digit of [half, half - 1]) {
        const a = repeated(length, bits, digit);
        assertProduct(a, a, `${digit.toString(16)} squared, ${length} limbs`);
        assertProduct(a, repeated(length, bits, half), `${digit.toString(16)}, ${length} limbs`);
      }
    }
  }
});

test("multiply() is exact in the core for all bits set, one bit, and none", () => {
  for (const length of lengths) {
    const ones = new Uint32Array(length).fill(0xffffffff);
    const low = new Uint32Array(length);
    const high = new Uint32Array(length);
    low[0] = 1;
    high[length - 1] = 0x80000000;
    for (const other of [ones, low, high, new Uint32Array(length)]) {
      assertProduct(ones, other, `${length} limbs`);
    }
    assertProduct(high, high, `${length} limbs`);
  }
});

test("multiply() is exact in the core at every size up to 2^19 limbs", () => {
  for (let length = 4096; length <= 2 ** 19; length *= 2) {
    const assertRight = length <= 2 ** 15 ? assertProduct : assertResidue;
    for (const bits of [14, 15, 16]) {
      const a = repeated(length, bits, 2 ** (bits - 1));
      assertRight(a, a, `${bits} bits, ${length} limbs`);
    }
    const [a, b] = [random(length, 3), random(length - length / 8, 4)];
    assertRight(a, b, `random, ${length} limbs`);
  }
});

test("multiply() is exact in the core for factors of very different lengths", () => {
  for (const [long, short] of [[3000, 7], [5000, 80], [20_000, 100], [9000, 563], [9000, 562]]) {
    assertProduct(random(long!, 5), random(short!, 6), `${long} x ${short}`);
    assertProduct(repeated(long!, 16, 32_768), repeated(short!, 16, 32_768), `${long} x ${short}`);
  }
});

test("multiply() gives the sign of the product, and zero", () => {
  const large = 3n ** 100_000n;
  assert.equal(multiply(large, -large), -(large * large));
  assert.equal(multiply(-large, -large), large * large);
  assert.equal(multiply(-large, large + 1n), -(large * (large + 1n)));
  assert.equal(multiply(large, 0n), 0n);
  assert.equal(multiply(-3n, 7n), -21n);
});

test("multiply() throws TypeError for what is not a bigint", () => {
  const message = "Cannot multiply: not a bigint: 5";
  assert.throws(() => multiply(5 as never, 5n), { name: "TypeError", message });
  assert.throws(() => multiply(5n, "5" as never), { name: "TypeError", message: /bigint: "5"/ });
});
