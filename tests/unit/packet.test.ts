/** What the messages of processes are packed as, and what comes out again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import v8 from "node:v8";
import { isPacket, type Packet, Packets } from "../../src/wire/packet.ts";

const packets = new Packets(v8);
const task = { type: "task", ref: 1, args: [41, "é", undefined, [1n]], chunk: false };

test("a small, simple message is packed by the codec, and comes out as it was", () => {
  const packet = packets.pack(task);
  assert.ok(packet instanceof Int32Array);
  assert.ok(packet.byteLength < 150, `${packet.byteLength}`);
  // The packer's own memory is free for the next one.
  packets.pack({ type: "exit" });
  assert.deepEqual(packets.unpack(packet), task);
});

test("what the codec refuses goes by the serializer", () => {
  const messages = [
    { ...task, args: [new Map([[1, new Date(0)]])] },
    { ...task, args: [new Float64Array(100_000).fill(0.5)] },
    { ...task, args: ["x".repeat(20_000)] },
  ];
  for (const message of messages) {
    const packet = packets.pack(message);
    assert.ok(packet instanceof Uint8Array);
    assert.deepEqual(packets.unpack(packet), message);
  }
});

test("what can't be cloned throws as it is packed, and the next message is not harmed", () => {
  assert.throws(() => packets.pack({ ...task, args: [() => {}] }));
  assert.deepEqual(packets.unpack(packets.pack(task)), task);
});

test("words that a task sent by itself are no packet", () => {
  const rubbish: readonly Packet[] = [new Int32Array(0), new Int32Array([1, 2, 3])];
  for (const words of rubbish) assert.throws(() => packets.unpack(words), /no packet/);
  assert.deepEqual([{}, "text", new Uint16Array(2)].map(isPacket), [false, false, false]);
});
