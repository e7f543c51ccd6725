/**
 * Small, simple values as words: exactly what structured clone would make of them.
 *
 * Numbers, strings, booleans, null, undefined, bigints, typed arrays, and short arrays and plain
 * objects of these. All else, and what doesn't fit, is refused and goes by message: whatever has a
 * prototype of its own, holes, an object that occurs twice, what can't be cloned at all.
 */

import {
  Array,
  byteLengthOf,
  bytesOf,
  getterOf,
  isArray,
  isView,
  Math,
  Object,
  SafeSet,
  setBytes,
  Uint8Array,
} from "../core/primordials.ts";
import { bigint, float, halves, tag, tagBits, widestCharacter } from "./tags.ts";
import { encodesText, encodeText, mostBytes } from "./text.ts";
import { isPoolSlice, isWhole, kindOf } from "./views.ts";

/** From so many characters on the runtime's encoder is faster than a loop here. */
const longText = 24;

/** No memory that is written here has room for a bigint's text beyond these. */
const mostBigint = 1n << BigInt(4 * mostBytes);
const leastBigint = -mostBigint;

/** Writes values into one memory. */
export class Encoder {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  /** What has been met in the values at hand. */
  readonly #containers = new SafeSet<object>();
  /** The word to write next, and the one that must not be written. */
  #at = 0;
  #end = 0;
  #isFull = false;

  constructor(words: Int32Array) {
    this.#words = words;
    this.#bytes = bytesOf(words, 0, byteLengthOf(words));
  }

  /** The word after what was written last. */
  get at(): number {
    return this.#at;
  }

  /** Whether what was refused last was so for want of room alone, as far as it was looked at. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Writes values between two words; false if they have to go another way. */
  write(values: readonly unknown[], at: number, end: number): boolean {
    this.#at = at;
    this.#end = end;
    this.#isFull = false;
    try {
      if (!this.#word(values.length)) return false;
      return this.#writeEach(values);
    } catch {
      // A proxy's trap threw: it will again, where errors of arguments are told.
      return false;
    } finally {
      if (this.#containers.size > 0) this.#containers.clear();
    }
  }

  /** By index, as all here: an iterator, or a method of arrays, may be anybody's. */
  #writeEach(values: readonly unknown[]): boolean {
    for (let index = 0; index < values.length; index++) {
      if (!this.#write(values[index])) return false;
    }
    return true;
  }

  #write(value: unknown): boolean {
    switch (typeof value) {
      case "number":
        return this.#writeNumber(value);
      case "string":
        return this.#writeString(value);
      case "boolean":
        return this.#word(value ? tag.true : tag.false);
      case "undefined":
        return this.#word(tag.undefined);
      case "bigint":
        return this.#writeBigint(value);
      case "object":
        return value === null ? this.#word(tag.null) : this.#writeContainer(value);
      default:
        return false;
    }
  }

  #hasRoomFor(words: number): boolean {
    if (this.#at + words <= this.#end) return true;
    this.#isFull = true;
    return false;
  }

  #word(value: number): boolean {
    if (!this.#hasRoomFor(1)) return false;
    this.#words[this.#at++] = value;
    return true;
  }

  #writeNumber(value: number): boolean {
    const whole = value | 0;
    if (whole === value && (whole !== 0 || !Object.is(value, -0))) {
      if (!this.#hasRoomFor(2)) return false;
      this.#words[this.#at++] = tag.int32;
      this.#words[this.#at++] = whole;
      return true;
    }
    float[0] = value;
    return this.#writeHalves(tag.float64);
  }

  #writeBigint(value: bigint): boolean {
    if (BigInt.asIntN(64, value) === value) {
      bigint[0] = value;
      return this.#writeHalves(tag.bigint64);
    }
    // Its text takes ten times as long to make as all of the way by message.
    if (value > mostBigint || value < leastBigint) return this.#hasRoomFor(Infinity);
    const negative = value < 0n;
    // A text, whatever a task has made of `toString()`: how long it is must not change meanwhile.
    const digits = `${(negative ? -value : value).toString(16)}`;
    return this.#word(tag.bigint | Number(negative) << tagBits) && this.#writeString(digits);
  }

  #writeHalves(tag: number): boolean {
    if (!this.#hasRoomFor(3)) return false;
    this.#words[this.#at++] = tag;
    this.#words[this.#at++] = halves[0]!;
    this.#words[this.#at++] = halves[1]!;
    return true;
  }

  #writeString(text: string): boolean {
    if (encodesText && text.length >= longText && text.isWellFormed()) {
      return this.#writeLongString(text);
    }
    const start = this.#at;
    if (this.#writeCharacters(text, tag.latin1, 4, widestCharacter)) return true;
    this.#at = start;
    return this.#writeCharacters(text, tag.utf16, 2, 0xffff);
  }

  /** Packs so many characters a word; false if one is wider, or there are too many. */
  #writeCharacters(text: string, tag: number, packed: number, widest: number): boolean {
    const { length } = text;
    if (!this.#hasRoomFor(1 + Math.ceil(length / packed))) return false;
    const words = this.#words;
    const bits = 32 / packed;
    words[this.#at++] = tag | length << tagBits;
    for (let next = 0; next < length;) {
      let word = 0;
      for (let shift = 0; shift < 32 && next < length; shift += bits) {
        const character = text.charCodeAt(next++);
        if (character > widest) return false;
        word |= character << shift;
      }
      words[this.#at++] = word;
    }
    return true;
  }

  #writeLongString(text: string): boolean {
    if (!this.#hasRoomFor(1 + Math.ceil(text.length / 4))) return false;
    const encoded = encodeText(text);
    return this.#word(tag.utf8 | byteLengthOf(encoded) << tagBits) && this.#writeBytes(encoded);
  }

  #writeBytes(bytes: Uint8Array): boolean {
    const words = Math.ceil(byteLengthOf(bytes) / 4);
    if (!this.#hasRoomFor(words)) return false;
    setBytes(this.#bytes, bytes, this.#at * 4);
    this.#at += words;
    return true;
  }

  #writeContainer(value: object): boolean {
    if (isView(value)) return this.#writeView(value);
    const prototype = Object.getPrototypeOf(value);
    if (!isArray(value)) {
      return prototype === Object.prototype && this.#isNew(value) &&
        this.#writeObject(value as Record<string, unknown>);
    }
    return prototype === Array.prototype && this.#hasRoomFor(value.length) &&
      this.#isNew(value) && this.#writeArray(value);
  }

  #isNew(container: object): boolean {
    const { size } = this.#containers;
    return this.#containers.add(container).size > size;
  }

  #writeView(view: ArrayBufferView): boolean {
    const kind = kindOf(view);
    const hasAll = isWhole(view);
    if (kind < 0 || !hasAll && !isPoolSlice(view)) return false;
    const { buffer, byteOffset, byteLength } = view;
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    return this.#isNew(hasAll ? buffer : view) &&
      this.#word(tag.view | kind << tagBits) && this.#word(byteLengthOf(bytes)) &&
      this.#writeBytes(bytes);
  }

  #writeArray(array: readonly unknown[]): boolean {
    const keys = Object.keys(array);
    return areElements(keys, array.length) && this.#word(tag.array | keys.length << tagBits) &&
      this.#writeElements(array);
  }

  #writeElements(array: readonly unknown[]): boolean {
    for (let index = 0; index < array.length; index++) {
      if (getterOf(array, index) !== undefined || !this.#write(array[index])) return false;
    }
    return true;
  }

  #writeObject(object: Readonly<Record<string, unknown>>): boolean {
    const keys = Object.keys(object);
    if (!this.#word(tag.object | keys.length << tagBits)) return false;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index]!;
      if (key === "__proto__" || !this.#writeProperty(object, key)) return false;
    }
    return true;
  }

  /** A getter is not run here: if the values are refused, whatever takes them would run it again. */
  #writeProperty(object: Readonly<Record<string, unknown>>, key: string): boolean {
    return getterOf(object, key) === undefined && this.#writeString(key) &&
      this.#write(object[key]);
  }
}

/** Whether keys are those of an array without holes and without further properties. */
function areElements(keys: readonly string[], length: number): boolean {
  return keys.length === length && (length === 0 || keys[length - 1] === `${length - 1}`);
}
