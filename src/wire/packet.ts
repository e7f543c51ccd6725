/**
 * Messages of processes as packets: what can't be cloned throws where it is packed, on every runtime.
 *
 * The channel serializes whatever it is given, and so a packet once more. Small, simple messages are
 * therefore packed by this package's own codec, which takes a fraction of the time of `node:v8`.
 *
 * Tasks have the child's channel too. What its own program sends bears a mark that they don't know;
 * all else is theirs, and not the pool's.
 */

import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import { mostBytes } from "../codec/text.ts";
import { byteLengthOf, bytesOf, copyOf, Int32Array, viewName } from "../core/primordials.ts";
import { CloneCheck } from "./cloneable.ts";
import { type Serializer, serializerOf, type V8 } from "./structured_bytes.ts";

/** The codec's words, or the serializer's bytes; a mark goes before either. */
export type Packet = Int32Array | Uint8Array;

/** Two words. */
export type Mark = readonly [number, number];

/** What a pool's own packets bear: nobody else talks to a child of its. */
export const poolMark: Mark = [0x46757472, 0];

/** Where a child finds the mark that it is to use, as a global that it takes away. */
export const marked: unique symbol = Symbol.for("@concurrent/futures/mark") as never;

/** No packer makes more; so what is unpacked is nested no deeper. */
const mostWords = mostBytes / 4;

const markWords = 2;
const markBytes = 4 * markWords;

/** Packs what goes one way through the channel of a process. */
export class Packer {
  readonly #serializer: Serializer;
  readonly #words = new Int32Array(mostWords);
  readonly #mark: Uint8Array;
  readonly #encoder = new Encoder(this.#words);
  readonly #check: CloneCheck;

  constructor(v8: V8, mark: Mark) {
    const serializer = this.#serializer = serializerOf(v8);
    this.#check = new CloneCheck((object) =>
      serializer.deserialize(serializer.serialize(object, false))
    );
    this.#words[0] = mark[0];
    this.#words[1] = mark[1];
    this.#mark = bytesOf(copyOf(this.#words, markWords), 0, markBytes);
  }

  /** @throws if the message can't be cloned */
  pack(message: unknown): Packet {
    const isSimple = this.#encoder.write([message], markWords, this.#words.length);
    if (isSimple) return copyOf(this.#words, this.#encoder.at);
    const { value, hasPoolSlices } = this.#check.look(message);
    return this.#serializer.serialize(value, hasPoolSlices, this.#mark);
  }
}

/** Unpacks what comes the other way. */
export class Unpacker {
  readonly #serializer: Serializer;
  readonly #mark: Mark;

  constructor(v8: V8, mark: Mark) {
    this.#serializer = serializerOf(v8);
    this.#mark = mark;
  }

  /**
   * Whether it is a packet with the mark; not told by its class, because the channel may belong to
   * another realm.
   */
  knows(value: unknown): value is Packet {
    const name = viewName(value);
    if (name !== "Uint8Array" && name !== "Int32Array") return false;
    // By index: an array's iterator may be anybody's.
    const { 0: first, 1: second } = this.#mark;
    const packet = value as Packet;
    // Beyond its end there is nothing, which is no word.
    return name === "Int32Array"
      ? packet[0] === first && packet[1] === second
      : byteLengthOf(packet) >= markBytes && wordAt(packet, 0) === first &&
        wordAt(packet, 4) === second;
  }

  /** @throws for what this process can't decode */
  unpack(packet: Packet): unknown {
    if (isWords(packet)) {
      const length = byteLengthOf(packet) / 4;
      if (length > mostWords) throw new RangeError("Cannot unpack so many words");
      return new Decoder(packet).readOne(markWords, length);
    }
    return this.#serializer.deserialize(
      bytesOf(packet, markBytes, byteLengthOf(packet) - markBytes),
    );
  }
}

/** Like a word of the codec's, whatever the alignment. */
function wordAt(bytes: Packet, at: number): number {
  return bytes[at]! | bytes[at + 1]! << 8 | bytes[at + 2]! << 16 | bytes[at + 3]! << 24;
}

function isWords(packet: Packet): packet is Int32Array {
  return viewName(packet) === "Int32Array";
}
