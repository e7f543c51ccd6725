/**
 * Messages of processes as packets: what can't be cloned throws where it is packed, on every runtime.
 *
 * The channel serializes whatever it is given, and so a packet once more. Small, simple messages are
 * therefore packed by this package's own codec, which takes a fraction of the time of `node:v8`.
 */

import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import { mostBytes } from "../codec/text.ts";
import { byteLengthOf, copyOf, Int32Array, viewName } from "../core/primordials.ts";
import { CloneCheck } from "./cloneable.ts";
import { type Serializer, serializerOf, type V8 } from "./structured_bytes.ts";

/** The codec's words, after the mark; or the serializer's bytes. */
export type Packet = Int32Array | Uint8Array;

/** The first of the codec's words; a task may send words of its own. */
const mark = 0x46757472;

/** No packer makes more; so what is unpacked is nested no deeper. */
const mostWords = mostBytes / 4;

/** Packs and unpacks the messages of one process. */
export class Packets {
  readonly #serializer: Serializer;
  readonly #words = new Int32Array(mostWords);
  readonly #encoder = new Encoder(this.#words);
  readonly #check: CloneCheck;

  constructor(v8: V8) {
    const serializer = this.#serializer = serializerOf(v8);
    this.#check = new CloneCheck((object) =>
      serializer.deserialize(serializer.serialize(object, false))
    );
    this.#words[0] = mark;
  }

  /** @throws if the message can't be cloned */
  pack(message: unknown): Packet {
    const isSimple = this.#encoder.write([message], 1, this.#words.length);
    if (isSimple) return copyOf(this.#words, this.#encoder.at);
    const { value, hasPoolSlices } = this.#check.look(message);
    return this.#serializer.serialize(value, hasPoolSlices);
  }

  /** @throws for a packet that is none, and for what this process can't decode */
  unpack(packet: Packet): unknown {
    if (!isWords(packet)) return this.#serializer.deserialize(packet);
    if (packet[0] !== mark) throw new TypeError("Cannot unpack what is no packet");
    const length = byteLengthOf(packet) / 4;
    if (length > mostWords) throw new RangeError("Cannot unpack so many words");
    return new Decoder(packet).readOne(1, length);
  }
}

/**
 * Tells packets from all else that comes through the channel; not by their class, because the
 * channel may belong to another realm.
 */
export function isPacket(value: unknown): value is Packet {
  const name = viewName(value);
  return name === "Uint8Array" || name === "Int32Array";
}

function isWords(packet: Packet): packet is Int32Array {
  return viewName(packet) === "Int32Array";
}
