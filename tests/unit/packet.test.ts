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

test("a view of what is no buffer is refused: it would be as long as a number says", {
  skip: "Bun" in globalThis && "it has no views by hand",
}, () => {
  for (
    const [kind, value] of [[2, 2 ** 31 - 1], [2, { length: 2 ** 31 }], [99, new ArrayBuffer(8)]]
  ) {
    const writer = new v8.Serializer();
    writer.writeHeader();
    // As V8 tells a view that is written by hand.
    writer.writeRawBytes(Uint8Array.of(0x5c));
    for (const word of [kind as number, 0, 8]) writer.writeUint32(word);
    writer.writeValue(value);
    const bytes = writer.releaseBuffer();
    const packet = new Uint8Array(8 + bytes.length);
    packet.set(bytes, 8);
    assert.throws(() => unpacker.unpack(packet), /of no buffer/);
  }
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
