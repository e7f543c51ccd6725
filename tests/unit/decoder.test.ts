/** Words that no encoder has written: an error at worst, soon, and without a word of anybody's. */

import assert from "node:assert/strict";
import { test } from "node:test";
import v8 from "node:v8";
import { Decoder } from "../../src/codec/decoder.ts";
import { tag, tagBits } from "../../src/codec/tags.ts";
import { Payload } from "../../src/ring/payload.ts";
import { field, pageCount, queueBytes, slotAt, slotWords } from "../../src/ring/queue_words.ts";
import { Packer, poolMark, Unpacker } from "../../src/wire/packet.ts";

const longest = 0xffffff;

/** What one value's words are read as. */
function decode(...words: readonly number[]): unknown {
  const memory = Int32Array.of(1, ...words);
  return new Decoder(memory).readOne(0, memory.length);
}

function head(kind: number, above = 0): number {
  return kind | above << tagBits;
}

/** The words of a text in Latin-1, of four characters at most. */
function text(characters: string): number[] {
  const codes = Array.from(characters, (character) => character.charCodeAt(0));
  return [head(tag.latin1, codes.length), codes.reduce((all, code, n) => all | code << 8 * n, 0)];
}

function refuses(message: RegExp, ...words: readonly number[]): void {
  assert.throws(() => decode(...words), { name: "RangeError", message }, `${words}`);
}

test("a length of more than there is took seconds and a gigabyte", () => {
  for (const kind of [tag.latin1, tag.utf16, tag.utf8, tag.array, tag.object]) {
    refuses(/takes more words than there are/, head(kind, longest));
    refuses(/takes more words than there are/, head(kind, longest), tag.null, tag.null, tag.null);
  }
  refuses(/takes more words than there are/, head(tag.view, 0), 2 ** 31 - 8, tag.null);
  refuses(/takes more words than there are/, head(tag.view, 0), -8, tag.null);
  refuses(/takes more words than there are/, ...new Array(60).fill(head(tag.array, longest)));
  const memory = Int32Array.of(longest, tag.null);
  assert.throws(() => new Decoder(memory).read(0, 2), { name: "RangeError" });
});

test("a value that breaks off at the end is none, whatever follows it in memory", () => {
  for (const words of [[tag.int32], [tag.float64, 1], [tag.bigint64, 1], [head(tag.view)], []]) {
    refuses(/takes more words than there are/, ...words);
    refuses(/takes more words than there are/, head(tag.array, 1), ...words);
    const memory = Int32Array.of(1, ...words, 0, 0, 0);
    assert.throws(() => new Decoder(memory).readOne(0, 1 + words.length), { name: "RangeError" });
  }
});

test("a slot's values end with the slot, a page's with the page", () => {
  const words = new Int32Array(new SharedArrayBuffer(queueBytes));
  const payload = new Payload(words);
  const last = slotWords - field.values - 1;
  assert.equal(payload.write(6, ["the next slot's"]), "written");
  words[slotAt(5) + field.values + 1] = head(tag.array, last);
  assert.throws(() => payload.readOne(5), { name: "RangeError" });
  words[slotAt(5) + field.values + 1] = head(tag.array, last - 1);
  assert.deepEqual(payload.readOne(5), new Array(last - 1).fill(undefined));
  words[slotAt(5) + field.page] = pageCount;
  assert.deepEqual(payload.read(5), []);
});

test("a page that there is not is not looked for", () => {
  const words = new Int32Array(new SharedArrayBuffer(queueBytes));
  const payload = new Payload(words);
  for (const page of [pageCount + 1, 2 ** 31 - 1, -1, -(2 ** 31)]) {
    words[slotAt(5) + field.page] = page;
    const expected = { name: "RangeError", message: /Cannot read page/ };
    assert.throws(() => payload.read(5), expected);
    assert.throws(() => payload.readOne(5), expected);
    assert.equal(payload.write(5, [1]), "refused");
    assert.equal(payload.free(5), false);
  }
});

test("what no encoder writes is refused: kinds, odd lengths, texts that are no numbers", () => {
  for (const kind of [14, 99, 255]) refuses(/there is no kind/, kind);
  refuses(/there is no kind 11/, head(tag.view, 11), 8, 0, 0);
  refuses(/there is no kind/, head(tag.view, longest), 8, 0, 0);
  refuses(/no Float64Array has 7 bytes/, head(tag.view, 0), 7, 0, 0);
  for (const digits of ["xyz", "-1", "", "0x1"]) {
    refuses(/Cannot decode a bigint/, tag.bigint, ...text(digits));
  }
  assert.equal(decode(tag.bigint, ...text("ff")), 255n);
});

test("a key or a bigint's digits that are no text are refused, not asked for one", () => {
  for (const words of [[head(tag.array, 1), ...text("f")], [head(tag.object)], [tag.int32, 7]]) {
    refuses(/Cannot decode a text/, head(tag.object, 1), ...words, tag.null);
    refuses(/Cannot decode a text/, tag.bigint, ...words);
  }
});

test("a property called __proto__ is the object's own, and no prototype", () => {
  const words = [head(tag.utf8, 9), 0x72705f5f, 0x5f6f746f, 0x5f];
  const object = decode(head(tag.object, 1), ...words, head(tag.object, 1), ...text("a"), tag.true);
  assert.equal(Object.getPrototypeOf(object), Object.prototype);
  assert.deepEqual(Object.getOwnPropertyDescriptor(object, "__proto__")?.value, { a: true });
});

test("a packet with more words than any packer makes is not gone into, however deep it is", () => {
  const unpacker = new Unpacker(v8, poolMark);
  const packet = new Int32Array(1e6).fill(head(tag.array, 1));
  const packed = new Packer(v8, poolMark).pack([]) as Int32Array;
  packet.set(packed.subarray(0, packed.length - 1));
  assert.throws(() => unpacker.unpack(packet), { message: /so many words/ });
  assert.throws(() => unpacker.unpack(packet.slice(0, 4096)), { name: "RangeError" });
});
