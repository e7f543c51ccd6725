/** What a slot of the queue in shared memory holds, and what it refuses. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Codec } from "../../src/ring/codec.ts";

const end = 32;
const words = new Int32Array(end + 1);
const codec = new Codec(words);

/** The values after a trip through a slot; `undefined` if they are refused. */
function trip(...values: readonly unknown[]): unknown[] | undefined {
  words.fill(-1);
  const fits = codec.write(values, 0, end);
  assert.equal(words[end], -1, "nothing is written behind the slot");
  return fits ? codec.read(0) : undefined;
}

test("small simple values come back as they were", () => {
  const values: readonly unknown[] = [
    ...[0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 0.1, NaN, Infinity, -Infinity],
    ...["", "a", "é", "€", "\u{1f600}", "\ud800", "\0", "x".repeat(80), "€".repeat(40)],
    ...[true, false, null, undefined],
    ...[0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, -(2n ** 64n), 2n ** 300n],
    ...[[], [1, "two", [3n]], {}, { a: 1, "b c": [{ d: null }] }],
  ];
  for (const value of values) assert.deepEqual(trip(value), [value], typeof value);
  assert.deepEqual(trip(), []);
  assert.deepEqual(trip(1, "two", undefined), [1, "two", undefined]);
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
    ...[new Point(), new Date(0), new Map(), new Uint8Array(1), /x/, new Error("no")],
    ...[() => 1, Symbol("no"), Object(1), [twice, twice], circle, new Array(2), described],
  ];
  for (const value of refused) assert.equal(trip(value), undefined, String(typeof value));
});

test("what is longer than a slot is refused, wherever it breaks off", () => {
  assert.equal(trip("x".repeat(200)), undefined);
  assert.equal(trip(2n ** 2000n), undefined);
  assert.equal(trip(...Array.from({ length: 40 }, () => 1)), undefined);
  for (let length = 0; length < 60; length++) {
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
