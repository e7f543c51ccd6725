/** Texts of the library's that hold something of a user's: they can't fail, or steer a terminal. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Future } from "../../src/core/future.ts";
import { inLine, lineOf, textOf, typeName } from "../../src/core/text.ts";
import { describeTask, taskRefOf } from "../../src/wire/task_ref.ts";

class Secretive extends Error {
  readonly #limit: number = 5;
  override get name(): string {
    return `Secretive(${this.#limit})`;
  }
}

/** What looks like one of its class and has no private field. */
const hollow = Object.setPrototypeOf(new Error("hollow"), Secretive.prototype) as Error;

const hostile: readonly unknown[] = [
  hollow,
  Object.defineProperty(new Error("a"), "name", { value: Symbol("name") }),
  Object.defineProperty(new Error("a"), "name", { value: "\u001b[31mred\n\u0007" }),
  Object.defineProperty(new Error("a"), "name", { value: "x".repeat(10_000) }),
  Object.create(null),
  Object.defineProperty({}, "constructor", { get: () => assert.fail() }),
  { constructor: { name: { toString: () => assert.fail() } } },
  { constructor: null },
  new Proxy({}, { get: () => assert.fail() }),
];

test("a future's text can't fail, whatever it holds, and is one short line", () => {
  for (const value of hostile) {
    for (const settle of ["setResult", "setException"] as const) {
      const future = new Future();
      future[settle](value);
      future.addDoneCallback(() => {});
      assert.doesNotMatch(String(future), /\p{Cc}/u);
      assert.ok(String(future).length < 500);
      assert.equal(typeof typeName(value), "string");
    }
  }
  assert.equal(typeName(hollow), "Error");
  assert.equal(typeName(new RangeError("a")), "RangeError");
});

test("lineOf() and inLine() leave nothing that steers a terminal", () => {
  assert.equal(lineOf(new Error("\u001b[2Ja\u009b1m\nsecond")), "Error: \\u001b[2Ja\\u009b1m");
  assert.equal(inLine("a\r\n\u2028b"), "a\\u000d\\u000a\\u2028b");
  assert.equal(inLine("é \u{1f600}"), "é \u{1f600}");
  for (const value of hostile) assert.equal(typeof textOf(value), "string");
});

test("what a function is called steers no terminal in messages", () => {
  const fn = Object.defineProperty(() => 1, "name", { value: "\u001b]0;title\u0007" });
  assert.equal(describeTask(taskRefOf(fn)), "\\u001b]0;title\\u0007");
});

test("a callback's failure that no console can show is told all the same", () => {
  const told: unknown[][] = [];
  const { error } = console;
  console.error = (...values) => {
    if (typeof values[1] !== "string") throw new Error("can't show it");
    told.push(values);
  };
  try {
    const future = new Future();
    const failure = new Error("mine");
    future.addDoneCallback(() => {
      throw failure;
    });
    let isCalled = false;
    future.addDoneCallback(() => void (isCalled = true));
    future.setResult(1);
    assert.ok(isCalled);
    assert.equal(told.length, 1);
    assert.match(String(told[0]![1]), /mine/);
  } finally {
    console.error = error;
  }
});
