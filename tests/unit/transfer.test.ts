/** Marks on values whose buffers are moved. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { takeTransferables, transfer } from "../../src/wire/transfer.ts";

test("transfer() returns the value itself, and takes nothing from it yet", () => {
  const bytes = new Uint8Array(4);
  assert.equal(transfer(bytes, [bytes.buffer]), bytes);
  assert.equal(bytes.length, 4);
});

test("takeTransferables() takes each mark once", () => {
  const [one, two] = [new Uint8Array(1), { data: new Uint8Array(2) }];
  const marked = [transfer(one, [one.buffer]), transfer(two, [two.data.buffer])];
  const values = [0, null, undefined, "text", ...marked, {}];
  assert.deepEqual(takeTransferables(values), [one.buffer, two.data.buffer]);
  assert.deepEqual(takeTransferables(values), []);
});

test("a later mark replaces an earlier one", () => {
  const [first, second] = [new ArrayBuffer(1), new ArrayBuffer(2)];
  const value = { first, second };
  transfer(value, [first]);
  transfer(value, [second]);
  assert.deepEqual(takeTransferables([value]), [second]);
});

test("a mark is what was given then, whatever becomes of the list", () => {
  const buffer = new ArrayBuffer(1);
  const list = [buffer];
  const value = transfer({ buffer }, list);
  list.length = 0;
  assert.deepEqual(takeTransferables([value]), [buffer]);
});

test("a mark of nothing is a mark", () => {
  assert.deepEqual(takeTransferables([transfer({}, [])]), []);
});

test("transfer() refuses what can't hold a buffer", () => {
  for (const value of [5, "text", null, undefined, Symbol("s")]) {
    assert.throws(() => transfer(value as never, []), {
      name: "TypeError",
      message: `Cannot mark for transfer: not an object: ${String(value)}`,
    });
  }
});
