/** fsum() against exact rational sums, CPython's documented cases, and its errors. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { fsum, sum } from "../../src/kernels/mod.ts";
import { exactSum, numbers } from "./kernels_reference.ts";

test("fsum() is correctly rounded for random doubles of any exponent", () => {
  const random = numbers(1);
  for (let turn = 0; turn < 400; turn++) {
    const values = Array.from({ length: turn % 40 }, () => random.double(-1022, 1000));
    assert.equal(fsum(values), exactSum(values), String(values));
  }
});

test("fsum() is correctly rounded for cancelling doubles", () => {
  const random = numbers(2);
  for (let turn = 0; turn < 400; turn++) {
    const values = Array.from({ length: 2 + turn % 50 }, () => random.double(-60, 60));
    const all = [...values, random.double(-70, -50), ...values.map((value) => -value).reverse()];
    assert.equal(fsum(all), exactSum(all), String(all));
  }
});

test("fsum() is correctly rounded for subnormal doubles", () => {
  const random = numbers(3);
  for (let turn = 0; turn < 200; turn++) {
    const values = Array.from({ length: 1 + turn % 20 }, () => random.double(-1080, -1015));
    assert.equal(fsum(values), exactSum(values), String(values));
  }
  assert.equal(fsum([Number.MIN_VALUE, -Number.MIN_VALUE]), 0);
  assert.equal(fsum([2 ** -1022, -Number.MIN_VALUE]), 2 ** -1022 - Number.MIN_VALUE);
});

test("fsum() is correctly rounded next to ties", () => {
  const ulp = 2 ** -52;
  for (const tail of [0, 2 ** -200, -(2 ** -200), Number.MIN_VALUE, -Number.MIN_VALUE]) {
    for (const head of [1, 1 + ulp, 1 + 2 * ulp, -1, -1 - ulp]) {
      for (const half of [ulp / 2, -ulp / 2, ulp / 4, -ulp / 4]) {
        const values = [head, half, tail];
        assert.equal(fsum(values), exactSum(values), String(values));
      }
    }
  }
});

test("fsum() gives Python's answers for hard sums", () => {
  const cases: [number[], number][] = [
    [[], 0],
    [[0], 0],
    [[-0], 0],
    [[1e100, 1, -1e100, 1e-100, 1e50, -1, -1e50], 1e-100],
    [[2 ** 53, -0.5, -(2 ** -54)], 2 ** 53 - 1],
    [[2 ** 53, 1, 2 ** -100], 2 ** 53 + 2],
    [[2 ** 53 + 10, 1, 2 ** -100], 2 ** 53 + 12],
    [[2 ** 53 - 4, 0.5, 2 ** -54], 2 ** 53 - 3],
    [[1e16, 1, 1e-16], 10000000000000002],
    [[1e16 - 2, 1 - 2 ** -53, -(1e16 - 2), -(1 - 2 ** -53)], 0],
    [Array<number>(10).fill(0.1), 1],
    [Array.from({ length: 1000 }, (_, i) => 1 / (i + 1)), 7.485470860550345],
    [Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? -1 : 1) / (i + 1)), -0.6926474305598203],
  ];
  for (const [values, expected] of cases) assert.equal(fsum(values), expected, String(values));
});

test("fsum() is exact with as many partial sums as doubles can have", () => {
  const values = [-(2 ** 1022)];
  for (let n = -1074; n < 972; n += 2) values.push(2 ** n - 2 ** (n + 50) + 2 ** (n + 52));
  assert.equal(fsum(values), 1.3333333333333333 * 2 ** 970);
  assert.equal(fsum(values), exactSum(values));
  const powers = Array.from({ length: 1024 }, (_, i) => 2 ** (2 * i - 1074));
  assert.equal(fsum(powers), exactSum(powers));
});

test("fsum() is correctly rounded for a million random doubles", () => {
  const random = numbers(7);
  for (let left = 1_000_000; left > 0;) {
    const spread = 1 << (random.integer() & 7);
    const length = 1 + (random.integer() & 255);
    const values = Array.from({ length }, () => random.double(-spread, spread));
    if (length % 3 === 0) values.push(-exactSum(values));
    assert.equal(fsum(values), exactSum(values), String(values));
    left -= values.length;
  }
});

test("fsum() is correctly rounded over many chunks", () => {
  const random = numbers(4);
  const values = Float64Array.from({ length: 50_000 }, () => random.double(-300, 300));
  assert.equal(fsum(values), exactSum(values));
});

test("fsum() of infinities and NaN follows IEEE arithmetic", () => {
  assert.equal(fsum([1, Infinity, -5]), Infinity);
  assert.equal(fsum([-Infinity, 1e308, -Infinity]), -Infinity);
  assert.equal(fsum([NaN]), NaN);
  assert.equal(fsum([Infinity, NaN, 1]), NaN);
  assert.equal(fsum([1e308, NaN, 1e308]), NaN);
});

test("fsum() throws RangeError for infinities of both signs", () => {
  const error = { name: "RangeError", message: "-inf + inf in fsum" };
  assert.throws(() => fsum([Infinity, 1, -Infinity]), error);
  assert.throws(() => fsum([-Infinity, NaN, Infinity]), error);
});

test("fsum() throws RangeError when a sum on the way overflows", () => {
  const error = { name: "RangeError", message: "intermediate overflow in fsum" };
  assert.throws(() => fsum([1e308, 1e308]), error);
  assert.throws(() => fsum([1e308, 1e308, -1e308]), error);
  assert.throws(() => fsum([-1e308, -1e308, Infinity]), error);
  assert.throws(() => fsum([Number.MAX_VALUE, 2 ** 970]), error);
  assert.equal(fsum([Number.MAX_VALUE, 2 ** 969]), Number.MAX_VALUE);
  assert.equal(fsum([1e308, -1e308, 1e308]), 1e308);
});

test("fsum() takes any iterable and every typed array of numbers", () => {
  assert.equal(fsum(new Set([0.5, 0.25])), 0.75);
  assert.equal(fsum(Float32Array.of(0.5, 0.25)), 0.75);
  assert.equal(fsum(Int8Array.of(-128, 1)), -127);
  assert.equal(fsum(Uint32Array.of(2 ** 32 - 1, 1)), 2 ** 32);
  function* halves() {
    for (let i = 0; i < 20_000; i++) yield 0.5;
  }
  assert.equal(fsum(halves()), 10_000);
});

test("fsum() may be entered again by the iterable it reads", () => {
  function* rows() {
    for (let i = 1; i <= 9000; i++) yield fsum([1e100, i, -1e100]) + Number(sum([i, -i]));
  }
  assert.equal(fsum(rows()), 9000 * 9001 / 2);
});

test("fsum() throws TypeError for what is not an iterable of numbers", () => {
  const text = "Cannot fsum: not an iterable of numbers: ";
  const cases: [unknown, string][] = [
    [5, `${text}5`],
    [undefined, `${text}undefined`],
    [{}, `${text}[object Object]`],
    [new BigInt64Array(1), `${text}[object BigInt64Array]`],
    [["1"], 'Cannot fsum: not a number: "1"'],
    [[1n], "Cannot fsum: not a number: 1"],
  ];
  for (const [values, message] of cases) {
    assert.throws(() => fsum(values as number[]), { name: "TypeError", message });
  }
});

test("fsum() ends the iteration when an element is not a number", () => {
  let ended = false;
  function* values() {
    try {
      yield 1;
      yield "2" as never;
    } finally {
      ended = true;
    }
  }
  assert.throws(() => fsum(values()), TypeError);
  assert.equal(ended, true);
});
