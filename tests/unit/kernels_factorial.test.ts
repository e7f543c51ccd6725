/** factorial() against BigInt code, and its errors. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { factorial } from "../../src/kernels/mod.ts";

function product(from: number, to: number): bigint {
  if (to - from > 16) {
    const middle = (from + to) >> 1;
    return product(from, middle) * product(middle, to);
  }
  let result = 1n;
  for (let i = from + 1; i <= to; i++) result *= BigInt(i);
  return result;
}

function expectError(work: () => unknown, name: string, message: string | RegExp): void {
  assert.throws(work, { name, message });
}

test("factorial() equals the product for every n up to 4200", () => {
  let expected = 1n;
  for (let n = 0; n <= 4200; n++) {
    if (n > 0) expected *= BigInt(n);
    assert.equal(factorial(n) === expected, true, `${n}!`);
  }
});

test("factorial() equals the product for large n", () => {
  for (const n of [1023, 1024, 1025, 2047, 3001, 4096, 6765, 9999, 10_000, 16_384, 20_000]) {
    assert.equal(factorial(n) === product(0, n), true, `${n}!`);
  }
});

test("factorial() equals the product when memory has to grow", () => {
  assert.equal(factorial(120_000) === product(0, 120_000), true);
});

test("factorial() equals the product in memory that earlier work has left full", () => {
  factorial(20_000);
  for (let n = 26; n < 6000; n += 83) {
    assert.equal(factorial(n) === product(0, n), true, `${n}!`);
  }
});

test("factorial() takes a bigint as it takes a number", () => {
  assert.equal(factorial(40n), 815915283247897734345611269596115894272000000000n);
  assert.equal(factorial(-0), 1n);
});

test("factorial() throws TypeError when n is not a number", () => {
  const text = "Cannot compute factorial: not a number: ";
  expectError(() => factorial("5" as never), "TypeError", `${text}"5"`);
  expectError(() => factorial(undefined as never), "TypeError", `${text}undefined`);
  expectError(() => factorial(null as never), "TypeError", `${text}null`);
  expectError(() => factorial(true as never), "TypeError", `${text}true`);
  expectError(() => factorial(Symbol("n") as never), "TypeError", `${text}Symbol(n)`);
  expectError(() => factorial(Object.create(null)), "TypeError", `${text}[object Object]`);
});

test("factorial() throws RangeError when n is not an integer", () => {
  const text = "Cannot compute factorial: not an integer: ";
  expectError(() => factorial(1.5), "RangeError", `${text}1.5`);
  expectError(() => factorial(NaN), "RangeError", `${text}NaN`);
  expectError(() => factorial(Infinity), "RangeError", `${text}Infinity`);
});

test("factorial() throws RangeError when n is negative or above the limit", () => {
  expectError(() => factorial(-1), "RangeError", "Cannot compute factorial: negative: -1");
  expectError(() => factorial(-(2n ** 70n)), "RangeError", /negative: -1180591620717411303424/);
  const above = "Cannot compute factorial: more than 40000000: ";
  expectError(() => factorial(40_000_001), "RangeError", `${above}40000001`);
  expectError(() => factorial(2n ** 64n), "RangeError", `${above}18446744073709551616`);
});
