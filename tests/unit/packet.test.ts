/** What the messages of processes are packed as, and what comes out again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import v8 from "node:v8";
import { Packer, poolMark, Unpacker } from "../../src/wire/packet.ts";

const mark = [7, -8] as const;
const packer = new Packer(v8, mark);
const unpacker = new Unpacker(v8, mark);
const task = { type: "task", ref: 1, args: [41, "é", undefined, [1n]], chunk: false };

test("a small, simple message is packed by the codec, and comes out as it was", () => {
  const packet = packer.pack(task);
  assert.ok(packet instanceof Int32Array);
  assert.ok(packet.byteLength < 150, `${packet.byteLength}`);
  // The packer's own memory is free for the next one.
  packer.pack({ type: "exit" });
  assert.deepEqual(unpacker.unpack(packet), task);
});

test("what the codec refuses goes by the serializer", () => {
  const messages = [
    { ...task, args: [new Map([[1, new Date(0)]])] },
    { ...task, args: [new Float64Array(100_000).fill(0.5)] },
    { ...task, args: ["x".repeat(20_000)] },
  ];
  for (const message of messages) {
    const packet = packer.pack(message);
    assert.ok(packet instanceof Uint8Array);
    assert.deepEqual(unpacker.unpack(packet), message);
  }
});

test("what can't be cloned throws as it is packed, and the next message is not harmed", () => {
  assert.throws(() => packer.pack({ ...task, args: [() => {}] }));
  assert.deepEqual(unpacker.unpack(packer.pack(task)), task);
});

test("only what bears the mark is a packet, of whichever kind", () => {
  for (const message of [task, { ...task, args: [new Map()] }]) {
    const packet = packer.pack(message);
    assert.ok(unpacker.knows(packet));
    // A channel may place it anywhere in memory.
    const bytes = new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength);
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    assert.ok(unpacker.knows(moved.subarray(1)));
    assert.ok(!unpacker.knows(new Packer(v8, poolMark).pack(message)));
  }
  const others = [
    ...[{}, "text", null, new Uint16Array(8), new Int32Array(0), new Int32Array([7])],
    ...[new Uint8Array([1, 2, 3]), new Int32Array([7, 8, 9]), v8.serialize(task)],
  ];
  for (const other of others) assert.ok(!unpacker.knows(other));
});
