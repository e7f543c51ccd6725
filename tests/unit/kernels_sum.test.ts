/** sum() of every kind of array against BigInt code, its float error bound, and its errors. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { sum, type Summable } from "../../src/kernels/mod.ts";
import { exactSum, numbers } from "./kernels_reference.ts";

const LENGTHS = [0, 1, 2, 3, 7, 8, 15, 16, 17, 63, 64, 65, 1000, 8191, 8192, 8193, 65_537, 200_003];

interface Kind {
  new (length: number): Int32Array;
  readonly BYTES_PER_ELEMENT: number;
}

interface BigKind {
  new (length: number): BigInt64Array;
}

function exact(values: Iterable<number | bigint>): bigint {
  let total = 0n;
  for (const value of values) total += BigInt(value);
  return total;
}

function expectExact(Array: Kind, ...extremes: number[]): void {
  const random = numbers(Array.BYTES_PER_ELEMENT);
  for (const length of LENGTHS) {
    const values = new Array(length).map(() => random.integer());
    assert.equal(sum(values), Number(exact(values)), `${length} random`);
    for (const extreme of extremes) {
      assert.equal(sum(values.fill(extreme)), extreme * length + 0, `${length} of ${extreme}`);
    }
  }
}

function expectExactBig(Array: BigKind, ...extremes: bigint[]): void {
  const random = numbers(64);
  for (const length of LENGTHS) {
    const values = new Array(length).map(() => random.bigint());
    assert.equal(sum(values), exact(values), `${length} random`);
    for (const extreme of extremes) {
      assert.equal(sum(values.fill(extreme)), extreme * BigInt(length), `${length} of ${extreme}`);
    }
  }
}

test("sum() of an Int8Array is exact", () => {
  expectExact(Int8Array as never, -128, 127);
});

test("sum() of a Uint8Array is exact", () => {
  expectExact(Uint8Array as never, 255);
});

test("sum() of a Uint8ClampedArray is exact", () => {
  expectExact(Uint8ClampedArray as never, 255);
});

test("sum() of an Int16Array is exact", () => {
  expectExact(Int16Array as never, -32768, 32767);
});

test("sum() of a Uint16Array is exact", () => {
  expectExact(Uint16Array as never, 65535);
});

test("sum() of an Int32Array is exact", () => {
  expectExact(Int32Array as never, -(2 ** 31), 2 ** 31 - 1);
});

test("sum() of a Uint32Array is exact", () => {
  expectExact(Uint32Array as never, 2 ** 32 - 1);
});

test("sum() of a BigInt64Array is exact", () => {
  expectExactBig(BigInt64Array as never, -(2n ** 63n), 2n ** 63n - 1n, -1n);
});

test("sum() of a BigUint64Array is exact", () => {
  expectExactBig(BigUint64Array as never, 2n ** 64n - 1n, 2n ** 32n);
});

test("sum() of integers is a bigint when it is not a safe integer", () => {
  const most = new Uint32Array(2 ** 21 + 1).fill(2 ** 32 - 1);
  assert.equal(sum(most), BigInt(2 ** 32 - 1) * BigInt(2 ** 21 + 1));
  const edge = new Uint32Array(2 ** 21 + 1).fill(2 ** 32 - 1);
  edge[0] = 2 ** 21 - 1;
  assert.equal(sum(edge), Number.MAX_SAFE_INTEGER);
  edge[0]! += 1;
  assert.equal(sum(edge), 2n ** 53n);
});

test("sum() of an empty array is 0 of the array's own type", () => {
  for (const values of [[], new Float64Array(0), new Float32Array(0), new Uint16Array(0)]) {
    assert.equal(sum(values), 0);
  }
  assert.equal(sum(new BigInt64Array(0)), 0n);
});

test("sum() of floats keeps within its error bound", () => {
  const random = numbers(3);
  for (const length of LENGTHS) {
    const doubles = new Float64Array(length).map(() => random.double(-40, 40));
    const singles = new Float32Array(length).map(() => random.double(-40, 40));
    for (const values of [doubles, singles, Array.from(doubles)]) {
      const all = Array.from(values);
      const expected = exactSum(all);
      const magnitudes = exactSum(all.map(Math.abs));
      const trees = Array.isArray(values) ? 0 : 2 ** -51;
      const bound = 2 ** -53 * Math.abs(expected) +
        (trees + length ** 2 * 2 ** -105) * magnitudes;
      assert.ok(Math.abs((sum(values) as number) - expected) <= bound * (1 + 2 ** -50));
    }
  }
});

test("sum() of floats keeps what a plain loop loses", () => {
  const values = new Array<number>(10_000).fill(0.1);
  assert.equal(sum(values), exactSum(values));
  assert.equal(sum(new Float64Array(10).fill(0.1)), 1);
  assert.equal(sum([1e16, 1, -1e16]), 1);
  assert.equal(sum(Float32Array.of(2 ** 60, 1, -(2 ** 60))), 1);
});

test("sum() of a Float16Array is exact where the runtime has the class", () => {
  const Half = Reflect.get(globalThis, "Float16Array") as unknown as
    | Float32ArrayConstructor
    | undefined;
  const values = Half === undefined ? new Float32Array(70_000) : new Half(70_000);
  values.fill(0.5);
  values[0] = 65504;
  assert.equal(sum(values), 65504 + 69_999 / 2);
});

test("sum() of infinities, NaN and overflowing doubles is what a plain loop gives", () => {
  const [most, least] = [Number.MAX_VALUE, -Number.MAX_VALUE];
  const cases = [
    [Infinity],
    [1, -Infinity, 1],
    [Infinity, -Infinity],
    [NaN, 1],
    [Infinity, NaN],
    [most, most],
    [most, least, most, least, most, least, most, least, most, least, most, least],
    [...Array<number>(16).fill(most), ...Array<number>(16).fill(least)],
    Array.from({ length: 32 }, (_, i) => i % 8 === 0 ? most : i % 8 === 1 ? least : 0),
  ];
  for (const values of cases) {
    const expected = values.reduce((total, value) => total + value, 0);
    assert.equal(sum(values), expected);
    assert.equal(sum(new Float64Array(values)), expected);
  }
});

test("sum() reads views with an offset and shared memory", () => {
  const buffer = new Uint8Array(200).fill(9).buffer;
  assert.equal(sum(new Uint8Array(buffer, 3, 101)), 909);
  const shared = new Int32Array(new SharedArrayBuffer(80_000 * 4)).fill(-3);
  assert.equal(sum(shared), -240_000);
  assert.equal(sum(shared.subarray(1, 3)), -6);
});

test("sum() of an array beyond the caches is that of its parts", () => {
  const values = new Uint8Array(2 ** 25 + 5000).map((_, i) => i * 7);
  const sums = [0, 1, 2, 3].map((i) => {
    const length = Math.ceil(values.length / 4);
    return sum(values.subarray(i * length, (i + 1) * length)) as number;
  });
  assert.equal(sum(values), sums.reduce((total, part) => total + part));
});

function sharedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 600, maximum: 1000, shared: true });
}

test("sum() of an array in a shared memory is the sum of its copy", () => {
  const memory = sharedMemory();
  const random = numbers(6);
  new Int32Array(memory.buffer, 0, 2 ** 18).forEach((_, i, all) => all[i] = random.integer());
  for (const length of [0, 1, 33, 1000, 70_001]) {
    for (
      const Kind of [
        Int8Array,
        Uint8Array,
        Uint8ClampedArray,
        Int16Array,
        Uint16Array,
        Int32Array,
        Uint32Array,
        BigInt64Array,
        BigUint64Array,
      ]
    ) {
      const values = new Kind(memory.buffer as ArrayBuffer, 3 * Kind.BYTES_PER_ELEMENT, length);
      assert.equal(sum(values, memory), sum(values.slice()), `${length} of ${Kind.name}`);
    }
  }
  const all = new Uint8Array(memory.buffer);
  assert.equal(sum(all, memory), sum(all));
  for (const Kind of [Float32Array, Float64Array]) {
    const values = new Kind(memory.buffer as ArrayBuffer, 8, 70_001);
    values.forEach((_, i) => values[i] = i / 8);
    assert.equal(sum(values, memory), 70_000 * 70_001 / 16);
    values[70_000] = -Infinity;
    assert.equal(sum(values, memory), -Infinity);
  }
});

test("sum() reads a shared memory that has grown", () => {
  const memory = sharedMemory();
  assert.equal(sum(new Uint8Array(memory.buffer), memory), 0);
  memory.grow(1);
  const values = new Int32Array(memory.buffer).fill(1);
  assert.equal(sum(values, memory), values.length);
});

test("sum() throws TypeError for a memory that is not the array's, or not shared", () => {
  const memory = sharedMemory();
  const own = new WebAssembly.Memory({ initial: 1 });
  const cases: [Summable, unknown, string][] = [
    [new Int8Array(8), memory, "the array is not a view of memory.buffer"],
    [[1, 2], memory, "the array is not a view of memory.buffer"],
    [new Int8Array(8), {}, "not a WebAssembly.Memory: [object Object]"],
    [new Int8Array(own.buffer), own, "the memory is not shared"],
  ];
  for (const [values, where, message] of cases) {
    assert.throws(() => sum(values, where as WebAssembly.Memory), {
      name: "TypeError",
      message: `Cannot sum: ${message}`,
    });
  }
});

test("sum() throws TypeError when it is not given an array of numbers", () => {
  const text = "Cannot sum: not an array of numbers: ";
  const cases: [unknown, string][] = [
    ["123", `${text}"123"`],
    [undefined, `${text}undefined`],
    [new Set([1]), `${text}[object Set]`],
    [new DataView(new ArrayBuffer(8)), `${text}[object DataView]`],
    [{ length: 1, 0: 1 }, `${text}[object Object]`],
  ];
  for (const [values, message] of cases) {
    assert.throws(() => sum(values as Summable), { name: "TypeError", message });
  }
});

test("sum() throws TypeError when an element of a plain array is not a number", () => {
  const text = "Cannot sum: not a number: ";
  const cases: [unknown[], string][] = [
    [[1, "2"], `${text}"2"`],
    [[1n], `${text}1`],
    [[0, , 1], `${text}undefined`],
    [[null], `${text}null`],
  ];
  for (const [values, message] of cases) {
    assert.throws(() => sum(values as number[]), { name: "TypeError", message });
  }
});
