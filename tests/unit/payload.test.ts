/** Values in a slot or in a page of the queue in shared memory: which, and who has the pages. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Payload } from "../../src/ring/payload.ts";
import {
  field,
  pageCount,
  pageWords,
  queueBytes,
  slotAt,
  word,
} from "../../src/ring/queue_words.ts";

const long = "x".repeat(1000);

function queue(): { words: Int32Array; payload: Payload; taken: () => number } {
  const words = new Int32Array(new SharedArrayBuffer(queueBytes));
  const bits = (at: number) =>
    (words[word.pages + at]! >>> 0).toString(2).replaceAll("0", "").length;
  return { words, payload: new Payload(words), taken: () => bits(0) + bits(1) };
}

test("values that fit a slot take no page", () => {
  const { payload, taken } = queue();
  assert.equal(payload.write(5, ["short", 1]), "written");
  assert.equal(taken(), 0);
  assert.deepEqual(payload.read(5), ["short", 1]);
});

test("longer values take a page, which stays the slot's until it is freed", () => {
  const { words, payload, taken } = queue();
  assert.equal(payload.write(5, [long, 1]), "written");
  assert.equal(payload.write(6, [long, 2]), "written");
  assert.equal(taken(), 2);
  assert.deepEqual([payload.read(5), payload.read(6)], [[long, 1], [long, 2]]);
  assert.equal(payload.write(5, ["the result"]), "written");
  assert.equal(payload.readOne(5), "the result");
  payload.free(5);
  assert.equal(words[slotAt(5) + field.page], 0);
  assert.deepEqual([taken(), payload.read(6)], [1, [long, 2]]);
});

test("values that no page can hold are refused, and leave no page taken", () => {
  const { payload, taken } = queue();
  const refused = [new Date(0), new Uint8Array(4 * pageWords), [long, new Date(0)]];
  for (const value of refused) assert.equal(payload.write(5, [value]), "refused");
  assert.equal(taken(), 0);
  assert.equal(payload.write(5, [long]), "written");
  assert.equal(payload.write(5, [new Date(0)]), "refused");
  assert.equal(taken(), 1);
});

test("all pages can be taken, then long values are crowded out until one is free", () => {
  const { payload, taken } = queue();
  for (let slot = 0; slot < pageCount; slot++) {
    assert.equal(payload.write(slot, [slot, long]), "written");
  }
  assert.equal(taken(), pageCount);
  assert.equal(payload.write(pageCount, [long]), "crowded");
  assert.equal(payload.write(pageCount, ["short"]), "written");
  for (let slot = 0; slot < pageCount; slot++) assert.deepEqual(payload.read(slot), [slot, long]);
  payload.free(33);
  assert.equal(payload.write(pageCount, [long]), "written");
  assert.deepEqual(payload.read(pageCount), [long]);
});
