/** sumRange() against BigInt code, over Python's range semantics, and its errors. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { sumRange } from "../../src/kernels/mod.ts";

function reference(start: bigint, stop: bigint, step: bigint): bigint {
  let total = 0n;
  for (let i = start; step > 0n ? i < stop : i > stop; i += step) total += i;
  return total;
}

function expectSum(start: bigint, stop: bigint, step: bigint): void {
  const text = `range(${start}, ${stop}, ${step})`;
  assert.equal(sumRange(start, stop, step), reference(start, stop, step), text);
}

test("sumRange() with one argument sums from 0 up to it", () => {
  assert.equal(sumRange(11), 55n);
  assert.equal(sumRange(101n), 5050n);
  assert.equal(sumRange(1001), 500500n);
  assert.equal(sumRange(0), 0n);
  assert.equal(sumRange(-5), 0n);
});

test("sumRange() equals the sum for all small bounds and steps", () => {
  for (let start = -9n; start <= 9n; start++) {
    for (let stop = -20n; stop <= 20n; stop++) {
      for (const step of [1n, 2n, 3n, 7n, 100n, -1n, -2n, -5n, -100n]) {
        expectSum(start, stop, step);
      }
    }
  }
});

test("sumRange() equals the sum for lengths around its blocks", () => {
  for (const length of [7n, 8n, 9n, 15n, 1023n, 1025n, 262_143n, 262_144n, 262_145n, 300_001n]) {
    expectSum(-5n, length - 5n, 1n);
    expectSum(length * 3n, 0n, -3n);
  }
});

test("sumRange() is exact when the sum leaves 53 and 64 bits", () => {
  for (const base of [2n ** 53n, 2n ** 58n, 2n ** 59n, 2n ** 62n, 2n ** 63n, 2n ** 64n]) {
    for (const sign of [1n, -1n]) {
      expectSum(sign * base - 3000n, sign * base + 3000n, 1n);
      expectSum(sign * base + 500n, sign * base - 5000n, -7n);
    }
  }
});

test("sumRange() is exact for bounds of any size", () => {
  expectSum(10n ** 100n, 10n ** 100n + 10_000n, 3n);
  expectSum(-(10n ** 30n), 10n ** 30n, 10n ** 27n);
  expectSum(10n ** 30n, -(10n ** 30n), -(10n ** 28n) + 1n);
  expectSum(0n, 5n, 10n ** 30n);
  expectSum(7n, -(10n ** 40n), -(10n ** 60n));
  expectSum(-(2n ** 63n), 2n ** 63n, 2n ** 52n);
});

test("sumRange() takes integers that are numbers beyond the safe ones", () => {
  assert.equal(
    sumRange(1e20, 1e20 + 1e6, 5e5),
    reference(10n ** 20n, 10n ** 20n + 1_000_000n, 500_000n),
  );
});

test("sumRange() throws RangeError when the step is zero", () => {
  const error = { name: "RangeError", message: "sumRange() step must not be zero" };
  assert.throws(() => sumRange(0, 10, 0), error);
  assert.throws(() => sumRange(10, 0, 0n), error);
});

test("sumRange() throws when an argument is not an integer", () => {
  assert.throws(() => sumRange(1.5), {
    name: "RangeError",
    message: "Cannot sum range: not an integer: 1.5",
  });
  assert.throws(() => sumRange(0, Infinity), {
    name: "RangeError",
    message: "Cannot sum range: not an integer: Infinity",
  });
  assert.throws(() => sumRange(0, 10, "2" as never), {
    name: "TypeError",
    message: 'Cannot sum range: not a number: "2"',
  });
  assert.throws(() => sumRange(undefined as never), {
    name: "TypeError",
    message: "Cannot sum range: not a number: undefined",
  });
});
