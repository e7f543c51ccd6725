/**
 * Anything at all where values, packets and errors are expected: each comes out as something, or is
 * refused by an error that can be caught, and costs no more than its length.
 */

import assert from "node:assert/strict";
import v8 from "node:v8";
import { Decoder } from "../../src/codec/decoder.ts";
import { Encoder } from "../../src/codec/encoder.ts";
import { Payload } from "../../src/ring/payload.ts";
import { field, pageAt, queueBytes, slotAt } from "../../src/ring/queue_words.ts";
import { registerError } from "../../src/wire/error_classes.ts";
import { Packer, type Packet, Unpacker } from "../../src/wire/packet.ts";
import { decodeError, encodeError, type ErrorRecord } from "../../src/wire/remote_error.ts";
import { fuzz, weightOf } from "./fuzzing.ts";
import { damage, makeValue } from "./made_values.ts";
import type { Random } from "./random.ts";

/** What comes out, if anything does; what is refused is refused by an error. */
function attempt(read: () => unknown, names: RegExp): unknown {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Error && names.test(error.name), `${error}`);
    return undefined;
  }
}

const space = 512;
const memory = new Int32Array(space);
const encoder = new Encoder(memory);

/** Words of a value, or of none: how many there are. */
function makeWords(random: Random): number {
  const values = Array.from({ length: random.below(4) }, () => makeValue(random));
  if (random.chance(0.1) || !encoder.write(values, 0, space)) {
    for (let at = 0; at < space; at++) memory[at] = random.below(2 ** 31) * 2;
    return 1 + random.below(space);
  }
  const { at } = encoder;
  assert.deepEqual(new Decoder(memory).read(0, at), values);
  assert.throws(() => new Decoder(memory).read(0, at - 1), { name: "RangeError" });
  return at;
}

fuzz("the codec reads any words as values or refuses them", (random) => {
  const length = makeWords(random);
  damage(random, memory, length);
  const end = random.chance(0.2) ? random.below(length + 1) : length;
  const decoder = new Decoder(memory);
  const read = random.chance(0.5)
    ? () => decoder.read(0, end)
    : () => decoder.readOne(random.below(end), end);
  const value = attempt(read, /^RangeError$/);
  assert.ok(weightOf(value) <= 8 + 8 * end, `${weightOf(value)} of ${end} words`);
});

const queue = new Int32Array(new SharedArrayBuffer(queueBytes));
const payload = new Payload(queue);
const slots = [5, 6, 7] as const;

fuzz("slots with any words give values or refuse, and are written between their ends", (random) => {
  for (const slot of slots) {
    payload.write(slot, Array.from({ length: random.below(3) }, () => makeValue(random)));
  }
  const [slot] = slots;
  if (random.chance(0.5)) queue[slotAt(slot) + field.page] = random.below(70) - 3;
  const at = random.chance(0.5) ? slotAt(slot) : pageAt(random.below(3));
  damage(random, queue.subarray(at, at + 200));
  attempt(() => random.chance(0.5) ? payload.read(slot) : payload.readOne(slot), /^RangeError$/);
  const page = queue[slotAt(slot) + field.page]! - 1;
  const before = queue.slice();
  payload.write(slot, [makeValue(random), "x".repeat(random.below(400))]);
  const taken = queue[slotAt(slot) + field.page]! - 1;
  for (let word = 0; word < queue.length; word++) {
    if (queue[word] === before[word]) continue;
    const isOwn = word >= slotAt(slot) && word < slotAt(slot + 1);
    const isPage = [page, taken].some((one) => word >= pageAt(one) && word < pageAt(one + 1));
    assert.ok(isOwn || isPage || word < slotAt(0), `word ${word} was written for slot ${slot}`);
  }
  for (const one of slots) payload.free(one);
}, 10);

const mark = [7, -8] as const;
const packer = new Packer(v8, mark);
const unpacker = new Unpacker(v8, mark);

/** A message that goes as words, or as the serializer's bytes. */
function makePacket(random: Random): Packet {
  const value = makeValue(random);
  const isOdd = random.chance(0.5);
  return packer.pack({ type: "result", value: isOdd ? new Map([[value, new Date(0)]]) : value });
}

fuzz("a packet with anything in it is unpacked or refused", (random) => {
  const packet = makePacket(random);
  const bytes = new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength);
  // Bun believes what its own bytes say of lengths, which an array with holes may have.
  if (!("Bun" in globalThis) || packet instanceof Int32Array) {
    for (let times = random.below(4); times > 0; times--) {
      bytes[random.below(bytes.length)] = random.pick([0, 1, 127, 128, 255, random.below(256)]);
    }
  }
  const rest = packet.subarray(0, random.chance(0.3) ? random.below(packet.length) : undefined);
  if (!unpacker.knows(rest)) return;
  const value = attempt(() => unpacker.unpack(rest), /Error$/);
  assert.ok(weightOf(value) <= 64 + 8 * bytes.length, `${weightOf(value)} of ${bytes.length}`);
});

const ran: PropertyKey[] = [];

/** What is registered here has accessors, which are not to run. */
class GuardedError extends Error {}
registerError(GuardedError);
for (const key of ["name", "message", "stack", "cause", "detail", "constructor", "toString"]) {
  const run = (): never => {
    ran.push(key);
    throw new Error(key);
  };
  Object.defineProperty(GuardedError.prototype, key, { get: run, set: run });
}

const known = [TypeError, AggregateError, DOMException, Error, RangeError] as const;

function makeError(random: Random, depth: number): unknown {
  if (depth === 0 || random.chance(0.2)) return makeValue(random, 2);
  const Class = random.pick(known) as new (...args: unknown[]) => Error;
  const inner = () => makeError(random, depth - 1);
  const args = Class as unknown === AggregateError ? [[inner(), inner()], "several"] : ["text"];
  const error = new Class(...args);
  if (random.chance(0.5)) Object.assign(error, { detail: makeValue(random, 1), inner: inner() });
  if (random.chance(0.5)) Object.defineProperty(error, "cause", { value: inner() });
  return error;
}

fuzz(
  "a record of anything gives what was thrown or an error that tells that it is none",
  (random) => {
    const record = structuredClone(encodeError(makeError(random, 3)));
    const first = record[0]!;
    const isWhole = random.chance(0.1);
    if (first.kind === "error" && random.chance(0.5)) {
      Object.assign(first, { subclasses: ["OtherError", "GuardedError"] });
    }
    const made = isWhole ? record : random.mutate(record);
    const error = decodeError(made as ErrorRecord);
    if (isWhole && first.kind === "error") {
      assert.ok(error instanceof Error && Object.hasOwn(error, "stack"));
      assert.equal(error.message, first.message);
      assert.equal(error.name, first.name);
    }
    assert.deepEqual(ran, []);
  },
);
