/** toDecimal() and parseDecimal() against the runtime's own conversions. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { longToDecimal, parseLong } from "../../src/kernels/decimal.ts";
import { factorial, parseDecimal, toDecimal } from "../../src/kernels/mod.ts";
import { numbers } from "./kernels_reference.ts";

function assertBothWays(value: bigint, name: string): void {
  const text = value.toString();
  assert.equal(toDecimal(value) === text, true, `toDecimal: ${name}`);
  assert.equal(parseDecimal(text) === value, true, `parseDecimal: ${name}`);
  // The runtime does the short ones.
  assert.equal(longToDecimal(value) === text, true, `longToDecimal: ${name}`);
  const negative = value < 0n;
  const digits = negative ? text.slice(1) : text;
  assert.equal(parseLong(digits, negative) === value, true, `parseLong: ${name}`);
}

function randomBits(bits: number, seed: number): bigint {
  const { integer } = numbers(seed);
  const limbs = Array.from({ length: Math.ceil(bits / 32) }, () => integer() >>> 0);
  const text = limbs.map((limb) => limb.toString(16).padStart(8, "0")).join("");
  return BigInt.asUintN(bits, BigInt(`0x${text}`));
}

test("toDecimal() and parseDecimal() are exact about powers of ten", () => {
  for (let digits = 1; digits < 20_000; digits += 1 + (digits >> 2)) {
    const power = 10n ** BigInt(digits);
    for (const value of [power - 1n, power, power + 1n, power * power - power, -power]) {
      assertBothWays(value, `about 10^${digits}`);
    }
  }
});

test("toDecimal() and parseDecimal() are exact for random numbers of any length", () => {
  for (let bits = 1; bits < 300_000; bits += 1 + (bits >> 3)) {
    assertBothWays(randomBits(bits, bits), `${bits} bits`);
  }
});

test("toDecimal() and parseDecimal() are exact where halves are all zeros or nines", () => {
  for (const digits of [2048, 4096, 4608, 8192, 10_240, 65_536]) {
    const half = 10n ** BigInt(digits / 2);
    for (const high of [1n, half - 1n, half / 3n]) {
      for (const low of [0n, 1n, half - 1n]) assertBothWays(high * half + low, `${digits} digits`);
    }
  }
});

test("toDecimal() and parseDecimal() are exact for a long factorial", () => {
  assertBothWays(factorial(30_000), "30,000!");
});

test("parseDecimal() takes signs and leading zeros", () => {
  assert.equal(parseDecimal("-0"), 0n);
  assert.equal(parseDecimal("+12"), 12n);
  assert.equal(parseDecimal("-0012"), -12n);
  assert.equal(parseDecimal("0".repeat(50_000)), 0n);
  assert.equal(parseDecimal(`-${"0".repeat(40_000)}7`), -7n);
  assert.equal(parseDecimal("9".repeat(20_000)), 10n ** 20_000n - 1n);
});

test("parseDecimal() throws SyntaxError for what is not digits", () => {
  for (const text of ["", "-", " 1", "1 ", "0x1f", "1e5", "1_000", "--1", "١"]) {
    const message = `Cannot parse decimal: not digits: ${JSON.stringify(text)}`;
    assert.throws(() => parseDecimal(text), { name: "SyntaxError", message });
  }
  for (const at of [0, 70_000, 131_071, 131_072, 199_999]) {
    const text = "7".repeat(at) + "/" + "7".repeat(200_000 - at);
    assert.throws(() => parseDecimal(text), { name: "SyntaxError", message: /digits: ".{41}"$/ });
  }
});

test("toDecimal() and parseDecimal() throw TypeError for another type", () => {
  const text = "Cannot parse decimal: not a string: 5";
  assert.throws(() => parseDecimal(5n as never), { name: "TypeError", message: text });
  const number = "Cannot convert to decimal: not a bigint: 5";
  assert.throws(() => toDecimal(5 as never), { name: "TypeError", message: number });
});
