/** What a worker may say, and what is no message of a pool's. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkChunk, checkMessage } from "../../src/wire/check_message.ts";
import { encodeError } from "../../src/wire/remote_error.ts";

const record = encodeError(new AggregateError([new RangeError("a", { cause: 1 })], "b"));

const messages = [
  { type: "online" },
  { type: "ready" },
  { type: "logged" },
  { type: "ask", slot: 3 },
  { type: "failed", error: record },
  { type: "crashed", error: encodeError("thrown") },
  { type: "result", outcome: { ok: true, value: undefined }, slot: 0 },
  { type: "result", outcome: { ok: false, error: record }, task: 2, times: [1.5, 2.5] as const },
];

test("checkMessage() gives back what workers say", () => {
  for (const message of messages) {
    assert.deepEqual(checkMessage(structuredClone(message)), message);
  }
});

test("checkMessage() takes nothing that a worker adds, or that is not the message's own", () => {
  assert.deepEqual(checkMessage({ type: "online", more: 1 }), { type: "online" });
  assert.throws(() => checkMessage(Object.create({ type: "online" })), TypeError);
  const outcome = Object.create({ ok: true, value: 1 });
  assert.throws(() => checkMessage({ type: "result", outcome }), TypeError);
});

const [thrown] = record;

const malformed: readonly unknown[] = [
  ...[undefined, null, 0, "online", [], {}, { type: "exit" }, { type: "task" }, { type: null }],
  ...[{ type: "ask" }, { type: "ask", slot: -1 }, { type: "ask", slot: 0.5 }, { type: "failed" }],
  ...[{ type: "failed", error: 7 }, { type: "failed", error: [] }, { type: "crashed", error: [7] }],
  ...[{ type: "result" }, { type: "result", outcome: null }, { type: "result", outcome: {} }],
  { type: "result", outcome: { ok: true, value: 1 }, slot: "0" },
  { type: "result", outcome: { ok: true, value: 1 }, times: [1] },
  { type: "result", outcome: { ok: true, value: 1 }, times: [NaN, 1] },
  ...[
    { ...thrown, kind: "other" },
    { ...thrown, subclasses: undefined },
    { ...thrown, subclasses: [1] },
    { ...thrown, properties: [["a"]] },
    { ...thrown, properties: [[1, 2]] },
    { ...thrown, links: [["cause", "1"]] },
    { ...thrown, links: [["errors", [-1]]] },
    { ...thrown, stack: 1 },
    { ...thrown, message: { toString: 1 } },
  ].map((one) => ({ type: "result", outcome: { ok: false, error: [one] } })),
];

test("checkMessage() throws for what is no message", () => {
  for (const message of malformed) {
    assert.throws(() => checkMessage(message), TypeError, JSON.stringify(message));
  }
});

test("checkChunk() takes as many values as calls, and errors of those calls", () => {
  const error = encodeError(1);
  for (const values of [[1, undefined], new Float64Array(2)]) {
    const chunk = { values, errors: [[1, error]] };
    assert.deepEqual(checkChunk(chunk, 2), chunk);
    assert.throws(() => checkChunk(chunk, 1), TypeError);
    assert.throws(() => checkChunk(chunk, 3), TypeError);
    for (const errors of [undefined, 1, [[2, error]], [[0]], [[0, []]], [["0", error]], [0]]) {
      assert.throws(() => checkChunk({ values, errors }, 2), TypeError);
    }
  }
  for (
    const chunk of [null, 1, {}, { values: "ab", errors: [] }, {
      values: { length: 2 },
      errors: [],
    }]
  ) {
    assert.throws(() => checkChunk(chunk, 2), TypeError);
  }
});
