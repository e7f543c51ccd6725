/** What a slot of the queue in shared memory holds, and what it refuses. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { Decoder } from "../../src/codec/decoder.ts";
import { Encoder } from "../../src/codec/encoder.ts";

const end = 64;
const words = new Int32Array(end + 1);
const encoder = new Encoder(words);
const decoder = new Decoder(words);

/** The values after a trip through a slot; `undefined` if they are refused. */
function trip(...values: readonly unknown[]): unknown[] | undefined {
  words.fill(-1);
  const fits = encoder.write(values, 0, end);
  assert.equal(words[end], -1, "nothing is written behind the slot");
  return fits ? decoder.read(0, end) : undefined;
}

test("small simple values come back as they were", () => {
  const values: readonly unknown[] = [
    ...[0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 0.1, NaN, Infinity, -Infinity],
    ...["", "a", "é", "€", "\u{1f600}", "\ud800", "\0", "x".repeat(80), "€".repeat(40)],
    ...["\ufeff" + "bom".repeat(20), "\u{1f600}".repeat(20), "\ud800".repeat(40), "\0".repeat(99)],
    ...[true, false, null, undefined],
    ...[0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, -(2n ** 64n), 2n ** 300n],
    ...[[], [1, "two", [3n]], {}, { a: 1, "b c": [{ d: null }] }],
  ];
  for (const value of values) assert.deepEqual(trip(value), [value], typeof value);
  assert.deepEqual(trip(), []);
  assert.deepEqual(trip(1, "two", undefined), [1, "two", undefined]);
});

test("typed arrays come back as they were, of their class, in memory of their own", () => {
  const views: readonly ArrayBufferView[] = [
    ...[new Uint8Array([1, 2, 255]), new Uint8ClampedArray([9]), new Int8Array([-1])],
    ...[new Int16Array([-300]), new Uint16Array([65535]), new Int32Array([-(2 ** 31)])],
    ...[new Uint32Array([2 ** 32 - 1]), new Float32Array([0.5]), new Float64Array([-0, NaN, 0.1])],
    ...[new BigInt64Array([-1n]), new BigUint64Array([2n ** 64n - 1n])],
  ];
  for (const view of views) {
    const [back, after] = trip([view], "after")!;
    assert.deepEqual(back, [view]);
    assert.equal(after, "after");
    const { buffer } = (back as [ArrayBufferView])[0];
    assert.equal(Object.getPrototypeOf(buffer), ArrayBuffer.prototype);
    assert.equal(buffer.byteLength, view.byteLength);
  }
});

test("a Buffer is written as the bytes it shows", () => {
  const pooled = Buffer.from("buffer");
  const whole = Buffer.from(Uint8Array.of(1, 2).buffer);
  const [first, second] = trip(pooled, whole) as [Uint8Array, Uint8Array];
  assert.deepEqual([first, second], [new Uint8Array(pooled), Uint8Array.of(1, 2)]);
  assert.equal(first.buffer.byteLength, 6);
});

test("an object with a getter is refused before that is run", () => {
  let count = 0;
  const value = {
    get id() {
      return count++;
    },
  };
  assert.equal(trip(value), undefined);
  assert.equal(trip({ deep: [value] }), undefined);
  assert.equal(count, 0);
  assert.deepEqual(trip({ a: undefined }), [{ a: undefined }]);
});

test("a typed array that is not all there is to its memory is refused", () => {
  class Samples extends Uint8Array {}
  const whole = new Uint8Array(8);
  const refused: readonly ArrayBufferView[] = [
    ...[whole.subarray(1), whole.subarray(0, 7), new DataView(new ArrayBuffer(8)), new Samples(8)],
    ...[new Uint8Array(new SharedArrayBuffer(8)), new Uint8Array(0)],
    Buffer.from(new SharedArrayBuffer(8), 0, 4),
    new Uint8Array(new ArrayBuffer(8, { maxByteLength: 16 })),
  ];
  for (const view of refused) assert.equal(trip(view), undefined, view.constructor.name);
  assert.equal(trip(whole, whole), undefined);
  assert.equal(trip(whole, new Int8Array(whole.buffer)), undefined);
});

test("what has more to it than its values is refused", () => {
  class Point {
    x = 1;
  }
  const twice = {};
  const circle: unknown[] = [];
  circle.push(circle);
  const described = Object.defineProperty([1], "note", { value: 1, enumerable: true });
  const refused: readonly unknown[] = [
    ...[new Point(), new Date(0), new Map(), new ArrayBuffer(1), /x/, new Error("no")],
    ...[() => 1, Symbol("no"), Object(1), [twice, twice], circle, new Array(2), described],
  ];
  for (const value of refused) assert.equal(trip(value), undefined, String(typeof value));
});

test("what is longer than a slot is refused, wherever it breaks off", () => {
  const long: readonly unknown[] = [
    ...["x".repeat(300), "€".repeat(100), "x".repeat(1e6), "\ud800".repeat(200), 2n ** 3000n],
    ...[new Uint8Array(300), Array.from({ length: 70 }, () => 1), new Array(1e6).fill(0)],
  ];
  for (const value of long) {
    assert.equal(trip(value), undefined);
    assert.ok(encoder.isFull);
  }
  assert.equal(trip(...Array.from({ length: 70 }, () => 1)), undefined);
  assert.equal(trip(/x/), undefined);
  assert.equal(encoder.isFull, false);
  for (let length = 0; length < 120; length++) {
    const values = Array.from({ length }, (_, n) => n % 2 ? n : `${n}`);
    const back = trip(values);
    assert.ok(back === undefined || back[0] !== values);
    if (back) assert.deepEqual(back, [values]);
  }
});

test("a refused value leaves nothing behind for the next", () => {
  const shared = {};
  assert.equal(trip(shared, shared), undefined);
  assert.deepEqual(trip(shared), [{}]);
});

test("a getter that throws has its values refused; that is told where arguments are sent", () => {
  const value = {
    get bad() {
      throw new RangeError("no");
    },
  };
  assert.equal(trip(value), undefined);
});

test("a bigint too long for any slot is refused before its text is made, which took milliseconds", (t) => {
  const { mock } = t.mock.method(BigInt.prototype, "toString");
  const memory = new Encoder(new Int32Array(2 ** 16));
  for (const value of [1n << 100_000n, -(1n << 100_000n)]) {
    assert.equal(memory.write([value], 0, 2 ** 16), false);
    assert.equal(memory.isFull, true);
  }
  assert.equal(mock.callCount(), 0);
});

/** Does something while typed arrays have other properties. */
function whilePatched(prototype: object, properties: PropertyDescriptorMap, work: () => void) {
  const names = Object.keys(properties);
  const before = names.map((name) => Object.getOwnPropertyDescriptor(prototype, name)!);
  for (const name of names) {
    Object.defineProperty(prototype, name, { configurable: true, ...properties[name] });
  }
  try {
    work();
  } finally {
    names.forEach((name, n) => Object.defineProperty(prototype, name, before[n]!));
  }
}

test("nothing is written behind a slot, whatever tells how long an array or a text is", () => {
  const memory = new Int32Array(4 * end);
  const small = new Encoder(memory);
  const big = new Uint8Array(2 * end * 4).fill(7);
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  for (const name of ["length", "byteLength"]) {
    let isWritten = true;
    whilePatched(typedArray, { [name]: { get: () => 4 } }, () => {
      isWritten = small.write([big], 0, end);
    });
    assert.equal(isWritten, false, name);
  }
  let asked = 0;
  const digits = {
    length: { valueOf: () => asked++ < 3 ? 4 : 1e9 },
    charCodeAt: () => 0x37,
    toString: () => "7".repeat(end * 8),
  };
  whilePatched(BigInt.prototype, { toString: { value: () => digits } }, () => {
    small.write([2n ** 70n], 0, end);
  });
  assert.ok(memory.subarray(end).every((word) => word === 0));
});

test("no class that is named as the constructor of typed arrays is given the memory", () => {
  const given: unknown[] = [];
  class Spy extends Uint8Array {
    constructor(...args: unknown[]) {
      super(...args as [ArrayBuffer]);
      given.push(this);
    }
    static get [Symbol.species]() {
      return Spy;
    }
  }
  const spy = { constructor: { value: Spy } };
  const values = ["x".repeat(60), Uint8Array.of(1, 2, 3)];
  whilePatched(Uint8Array.prototype, spy, () => {
    const read = trip(...values);
    given.push(...read!.filter((value) => value instanceof Spy));
  });
  assert.deepEqual(given, []);
});
