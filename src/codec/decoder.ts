/** Values out of words, as `encoder.ts` has written them. */

import { Math, Object, setBytes, subarray, Uint8Array } from "../core/primordials.ts";
import { bigint, float, halves, tag, tagBits, tagMask, widestCharacter } from "./tags.ts";
import { decodeText } from "./text.ts";
import { createView } from "./views.ts";

const { fromCharCode } = String;

/** Reads values out of one memory. */
export class Decoder {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  /** The word to read next. */
  #at = 0;

  constructor(words: Int32Array) {
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  }

  /** Reads the one value that was written at a word. */
  readOne(at: number): unknown {
    this.#at = at + 1;
    return this.#read();
  }

  /** Reads the values that were written at a word. */
  read(at: number): unknown[] {
    const values: unknown[] = [];
    const length = this.#words[at]!;
    this.#at = at + 1;
    for (let index = 0; index < length; index++) values[index] = this.#read();
    return values;
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
        return this.#readLongString(length);
    }
  }

  #readBigint(): bigint {
    const negative = this.#words[this.#at - 1]! >>> tagBits === 1;
    const magnitude = BigInt(`0x${this.#read()}`);
    return negative ? -magnitude : magnitude;
  }

  #readHalves(): void {
    halves[0] = this.#words[this.#at++]!;
    halves[1] = this.#words[this.#at++]!;
  }

  #readString(length: number, packed: number, mask: number): string {
    const bits = 32 / packed;
    let text = "";
    for (let next = 0; next < length; next++) {
      const word = this.#words[this.#at + Math.floor(next / packed)]!;
      text += fromCharCode(word >>> next % packed * bits & mask);
    }
    this.#at += Math.ceil(length / packed);
    return text;
  }

  #readLongString(length: number): string {
    return decodeText(this.#readBytes(length));
  }

  /** Bytes of the memory itself, to be copied. */
  #readBytes(length: number): Uint8Array {
    const start = this.#at * 4;
    this.#at += Math.ceil(length / 4);
    return subarray(this.#bytes, start, start + length);
  }

  #readView(kind: number): ArrayBufferView {
    const byteLength = this.#words[this.#at++]!;
    const view = createView(kind, byteLength);
    setBytes(new Uint8Array(view.buffer), this.#readBytes(byteLength), 0);
    return view;
  }

  #readArray(length: number): unknown[] {
    const array: unknown[] = [];
    for (let index = 0; index < length; index++) array[index] = this.#read();
    return array;
  }

  #readObject(length: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < length; index++) {
      const key = this.#read() as string;
      const value = this.#read();
      // What all objects have by that name may be a setter.
      if (key in Object.prototype) define(object, key, value);
      else object[key] = value;
    }
    return object;
  }
}

/** As an object's literal does. */
function define(object: object, key: string, value: unknown): void {
  const how = { writable: true, enumerable: true, configurable: true };
  Object.defineProperty(object, key, { __proto__: null, value, ...how } as PropertyDescriptor);
}
