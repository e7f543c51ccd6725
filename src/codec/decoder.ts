/**
 * Values out of words, as `encoder.ts` has written them; out of any others, an error at worst.
 *
 * Whoever wrote the words is not believed: a length is held against the words that are left before
 * anything is made of that length, and no object that was read is asked for its text. So the work,
 * the memory and the depth of what comes out are bounded by the words that went in.
 */

import { bytesOf, Math, Object } from "../core/primordials.ts";
import { bigint, float, halves, tag, tagBits, tagMask, widestCharacter } from "./tags.ts";
import { decodeText } from "./text.ts";
import { viewOf } from "./views.ts";

const { fromCharCode } = String;

/** Reads values out of one memory. */
export class Decoder {
  readonly #words: Int32Array;
  /** The word to read next, and the first that is not the values'. */
  #at = 0;
  #end = 0;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /**
   * Reads the one value that was written between two words.
   *
   * @throws if that is not what stands there
   */
  readOne(at: number, end: number): unknown {
    this.#at = at + 1;
    this.#end = end;
    const value = this.#read();
    this.#need(0);
    return value;
  }

  /**
   * Reads the values that were written between two words.
   *
   * @throws if that is not what stands there
   */
  read(at: number, end: number): unknown[] {
    this.#at = at + 1;
    this.#end = end;
    const length = this.#words[at]! >>> 0;
    this.#need(length);
    const values: unknown[] = [];
    for (let index = 0; index < length; index++) values[index] = this.#read();
    this.#need(0);
    return values;
  }

  /**
   * Holds a length against the words that are left. Single values are read without a look, and may
   * end behind the end; so what holds values looks once more when it has read them all. At most
   * twice as many values are read as there are words.
   */
  #need(words: number): void {
    if (words > this.#end - this.#at) throw tooLong();
  }

  #read(): unknown {
    const head = this.#words[this.#at++]!;
    const length = head >>> tagBits;
    switch (head & tagMask) {
      case tag.int32:
        return this.#words[this.#at++];
      case tag.float64:
        this.#readHalves();
        return float[0];
      case tag.undefined:
        return undefined;
      case tag.null:
        return null;
      case tag.true:
        return true;
      case tag.false:
        return false;
      case tag.bigint64:
        this.#readHalves();
        return bigint[0];
      case tag.bigint:
        return this.#readBigint();
      case tag.latin1:
        return this.#readString(length, 4, widestCharacter);
      case tag.utf16:
        return this.#readString(length, 2, 0xffff);
      case tag.array:
        return this.#readArray(length);
      case tag.object:
        return this.#readObject(length);
      case tag.view:
        return this.#readView(length);
      default:
        return this.#readLongString(head, length);
    }
  }

  #readBigint(): bigint {
    this.#need(1);
    const negative = this.#words[this.#at - 1]! >>> tagBits === 1;
    const magnitude = parseHex(this.#readText());
    return negative ? -magnitude : magnitude;
  }

  /** Not a value that has a text: whose `toString()` would that be? */
  #readText(): string {
    const text = this.#read();
    if (typeof text === "string") return text;
    throw new RangeError(`Cannot decode a text: it is of type ${typeof text}`);
  }

  #readHalves(): void {
    halves[0] = this.#words[this.#at++]!;
    halves[1] = this.#words[this.#at++]!;
  }

  #readString(length: number, packed: number, mask: number): string {
    this.#need(Math.ceil(length / packed));
    const bits = 32 / packed;
    let text = "";
    for (let next = 0; next < length; next++) {
      const word = this.#words[this.#at + Math.floor(next / packed)]!;
      text += fromCharCode(word >>> next % packed * bits & mask);
    }
    this.#at += Math.ceil(length / packed);
    return text;
  }

  #readLongString(head: number, length: number): string {
    const kind = head & tagMask;
    if (kind !== tag.utf8) throw new RangeError(`Cannot decode a value: there is no kind ${kind}`);
    return decodeText(this.#readBytes(length));
  }

  /** Bytes of the memory itself, to be copied. */
  #readBytes(length: number): Uint8Array {
    const words = Math.ceil(length / 4);
    this.#need(words);
    const start = this.#at * 4;
    this.#at += words;
    return bytesOf(this.#words, start, length);
  }

  #readView(kind: number): ArrayBufferView {
    const byteLength = this.#words[this.#at++]! >>> 0;
    return viewOf(kind, this.#readBytes(byteLength), byteLength);
  }

  #readArray(length: number): unknown[] {
    this.#need(length);
    const array: unknown[] = [];
    for (let index = 0; index < length; index++) array[index] = this.#read();
    this.#need(0);
    return array;
  }

  #readObject(length: number): Record<string, unknown> {
    this.#need(2 * length);
    const object: Record<string, unknown> = {};
    for (let index = 0; index < length; index++) {
      const key = this.#readText();
      const value = this.#read();
      // What all objects have by that name may be a setter.
      if (key in Object.prototype) define(object, key, value);
      else object[key] = value;
    }
    this.#need(0);
    return object;
  }
}

/** As an object's literal does. */
function define(object: object, key: string, value: unknown): void {
  const how = { writable: true, enumerable: true, configurable: true };
  Object.defineProperty(object, key, { __proto__: null, value, ...how } as PropertyDescriptor);
}

function parseHex(digits: string): bigint {
  try {
    return BigInt(`0x${digits}`);
  } catch {
    throw new RangeError("Cannot decode a bigint: its text is no hexadecimal number");
  }
}

function tooLong(): RangeError {
  return new RangeError("Cannot decode a value: it takes more words than there are");
}
