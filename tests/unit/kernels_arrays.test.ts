/** Arrays that are not what they seem, and executors and factors that won't do. */

import { test } from "node:test";
import assert from "node:assert/strict";
import {
  fsum,
  multiply,
  parallelFactorial,
  parallelSum,
  type Submitter,
  sum,
  type TypedArray,
  type TypedArrayOf,
} from "../../src/kernels/mod.ts";

type KindOfArray = new (buffer: ArrayBuffer, at?: number, length?: number) => TypedArray;

const names =
  "Int8 Uint8 Uint8Clamped Int16 Uint16 Int32 Uint32 BigInt64 BigUint64 Float16 Float32 " +
  "Float64";

/** Those that this runtime has, all with elements of 8 bytes at most. */
const kinds = names.split(" ")
  .map((name) => (globalThis as unknown as Record<string, KindOfArray | undefined>)[`${name}Array`])
  .filter((kind) => kind !== undefined);

const inline: Submitter = {
  maxWorkers: 2,
  submit: (fn, ...args) => Promise.resolve(fn(...args)) as never,
};

function detached(Kind: KindOfArray): TypedArray {
  const values = new Kind(new ArrayBuffer(80));
  structuredClone(values.buffer, { transfer: [values.buffer as ArrayBuffer] });
  return values;
}

/** A view of a length of its own, or one that ends with its buffer, which begins behind its end. */
function outOfBounds(Kind: KindOfArray, length?: number): TypedArray {
  const buffer = new ArrayBuffer(80, { maxByteLength: 160 });
  const values = new Kind(buffer, 16, length);
  buffer.resize(8);
  return values;
}

test("sum(), fsum() and parallelSum() refuse arrays that have lost their memory", async () => {
  const state = "its buffer is detached, or has become smaller than the array";
  for (const Kind of kinds) {
    for (const values of [detached(Kind), outOfBounds(Kind, 4), outOfBounds(Kind)]) {
      const error = { name: "TypeError", message: `Cannot sum: ${state}` };
      assert.throws(() => sum(values), error, Kind.name);
      await assert.rejects(parallelSum(inline, values), error, Kind.name);
      const message = Kind.name.startsWith("Big") ? /^Cannot fsum: / : `Cannot fsum: ${state}`;
      assert.throws(
        () => fsum(values as TypedArrayOf<number>),
        { name: "TypeError", message },
        Kind.name,
      );
    }
  }
});

test("an empty array is no lost one", async () => {
  for (const Kind of kinds) {
    const none = Kind.name.startsWith("Big") ? 0n : 0;
    for (const values of [new Kind(new ArrayBuffer(0)), new Kind(new ArrayBuffer(8), 8, 0)]) {
      assert.equal(sum(values), none);
      assert.equal(await parallelSum(inline, values), none);
      if (none === 0) assert.equal(fsum(values as TypedArrayOf<number>), 0);
    }
  }
});

test("sum() took an array's own properties for what it is", async () => {
  const told = (name: PropertyKey, value: unknown) =>
    Object.defineProperty(new Float64Array([1, 2, 4]), name, { value });
  class Odd extends Float64Array {
    override get length(): number {
      return 1;
    }
    override get byteLength(): number {
      return 8;
    }
    override subarray(): never {
      throw new Error("never asked for");
    }
    static get [Symbol.species](): typeof Uint8Array {
      return Uint8Array;
    }
  }
  const arrays = [
    told(Symbol.toStringTag, "Int32Array"),
    told(Symbol.toStringTag, "Float16Array"),
    told("length", 1),
    told("byteLength", 8),
    told("byteOffset", 8),
    told("buffer", new ArrayBuffer(24)),
    told("subarray", () => new Float64Array(3)),
    told("constructor", Int8Array),
    new Odd([1, 2, 4]),
  ];
  for (const values of arrays) {
    assert.deepEqual([sum(values), fsum(values), await parallelSum(inline, values)], [7, 7, 7]);
    assert.equal(sum(new Float64Array([1, Infinity])), Infinity);
  }
  const fake = { [Symbol.toStringTag]: "Float64Array", length: 1, 0: 1 };
  assert.throws(() => sum(fake as never), /^TypeError: Cannot sum: not an array of numbers/);
  const other = Object.setPrototypeOf(new Float64Array([1, 2]), null);
  assert.equal(sum(other), 3);
});

test("parallelFactorial() and parallelSum() refuse what is no executor", async () => {
  for (const none of [null, undefined, 5, {}, { maxWorkers: 2 }, { submit: true }]) {
    const error = {
      name: "TypeError",
      message: /^Cannot work in parallel: not an executor: (null|undefined|5|\[object Object\])$/,
    };
    await assert.rejects(parallelFactorial(none as never, 300_000), error);
    await assert.rejects(parallelFactorial(none as never, 5), error);
    await assert.rejects(parallelSum(none as never, [1, 2]), error);
  }
});

test("parallelSum() sums all by an executor of an odd number of workers", async () => {
  const values = new Uint8Array(3 << 20).fill(1);
  for (const maxWorkers of [2.5, NaN, 0, -1, Infinity, "2"]) {
    const executor = { ...inline, maxWorkers } as Submitter;
    assert.equal(await parallelSum(executor, values), 3 << 20, String(maxWorkers));
  }
});

test("multiply() beyond the engine's limit fails by one text", () => {
  const long = 1n << 600_000_000n;
  for (
    const [a, b] of [[long, long], [long - 1n, 1n - long], [1n << 900_000_000n, long]] as const
  ) {
    assert.throws(() => multiply(a, b), (error: Error) => {
      assert.equal(error.name, "RangeError");
      assert.equal(
        error.message,
        "Cannot multiply: the product is longer than this runtime's bigints or its memory may be",
      );
      assert.ok(error.cause instanceof RangeError);
      return true;
    });
  }
});
