/** A worker's events at the lock: in order, and what finds no room is counted. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { happening, Log } from "../../src/gil/log.ts";

type Entry = readonly [what: number, at: number, other: number];

function readAll(log: Log): Entry[] {
  const entries: Entry[] = [];
  log.read((...entry) => entries.push(entry));
  return entries;
}

test("Log gives what was written, in order and once", () => {
  const shared = Log.make();
  const [writer, reader] = [new Log(shared), new Log(shared)];
  writer.write(happening.waiting, 1.5);
  writer.write(happening.dropRequest, 2.25, 7);
  assert.deepEqual(readAll(reader), [[happening.waiting, 1.5, 0], [
    happening.dropRequest,
    2.25,
    7,
  ]]);
  assert.deepEqual(readAll(reader), []);
});

test("Log tells when it is half full, and counts what has no room", () => {
  const shared = Log.make();
  const [writer, reader] = [new Log(shared), new Log(shared)];
  const told: number[] = [];
  let written = 0;
  while (reader.takeLost() === 0) {
    if (writer.write(happening.holding, ++written)) told.push(written);
  }
  const room = written - 1;
  assert.deepEqual(told, [room / 2 + 1]);
  assert.equal(readAll(reader).length, room);
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < room; i++) writer.write(happening.outside, i);
    assert.deepEqual(
      readAll(reader).map(([, at]) => at),
      Array.from({ length: room }, (_, i) => i),
    );
  }
  assert.equal(reader.takeLost(), 0);
});
