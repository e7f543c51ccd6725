/**
 * Small, simple values as words of a slot: exactly what structured clone would make of them.
 *
 * Numbers, strings, booleans, null, undefined, bigints, and short arrays and plain objects of
 * these. All else, and what doesn't fit, is refused and goes by message: whatever has a prototype
 * of its own, holes, an object that occurs twice, what can't be cloned at all.
 */

const tag = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  int32: 4,
  float64: 5,
  bigint64: 6,
  bigint: 7,
  latin1: 8,
  utf16: 9,
  array: 10,
  object: 11,
} as const;

// A tag is the low byte of a word; above it stands a length.
const tagBits = 8;
const tagMask = 0xff;
const widestCharacter = 0xff;

const float = new Float64Array(1);
const bigint = new BigInt64Array(float.buffer);
const halves = new Int32Array(float.buffer);

/** Writes and reads values in one memory; `at` is the word to write or read next. */
export class Codec {
  readonly #words: Int32Array;
  readonly #containers: object[] = [];
  #at = 0;
  #end = 0;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Writes values between two words; false if they have to go another way. */
  write(values: readonly unknown[], at: number, end: number): boolean {
    this.#at = at;
    this.#end = end;
    try {
      if (!this.#word(values.length)) return false;
      for (const value of values) if (!this.#write(value)) return false;
      return true;
    } catch {
      // A getter of the user's threw: it will again, where errors of arguments are told.
      return false;
    } finally {
      if (this.#containers.length > 0) this.#containers.length = 0;
    }
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
    for (let index = 0; index < length; index++) values.push(this.#read());
    return values;
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
      default:
        return this.#readObject(length);
    }
  }

  #word(value: number): boolean {
    if (this.#at >= this.#end) return false;
    this.#words[this.#at++] = value;
    return true;
  }

  #writeNumber(value: number): boolean {
    const whole = value | 0;
    if (whole === value && (whole !== 0 || !Object.is(value, -0))) {
      if (this.#at + 2 > this.#end) return false;
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
    const negative = value < 0n;
    return this.#word(tag.bigint | Number(negative) << tagBits) &&
      this.#writeString((negative ? -value : value).toString(16));
  }

  #readBigint(): bigint {
    const negative = this.#words[this.#at - 1]! >>> tagBits === 1;
    const magnitude = BigInt(`0x${this.#read()}`);
    return negative ? -magnitude : magnitude;
  }

  #writeHalves(tag: number): boolean {
    if (this.#at + 3 > this.#end) return false;
    this.#words[this.#at++] = tag;
    this.#words[this.#at++] = halves[0]!;
    this.#words[this.#at++] = halves[1]!;
    return true;
  }

  #readHalves(): void {
    halves[0] = this.#words[this.#at++]!;
    halves[1] = this.#words[this.#at++]!;
  }

  #writeString(text: string): boolean {
    const start = this.#at;
    if (this.#writeCharacters(text, tag.latin1, 4, widestCharacter)) return true;
    this.#at = start;
    return this.#writeCharacters(text, tag.utf16, 2, 0xffff);
  }

  /** Packs so many characters a word; false if one is wider, or there are too many. */
  #writeCharacters(text: string, tag: number, packed: number, widest: number): boolean {
    const { length } = text;
    if (this.#at + 1 + Math.ceil(length / packed) > this.#end) return false;
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

  #readString(length: number, packed: number, mask: number): string {
    const bits = 32 / packed;
    let text = "";
    for (let next = 0; next < length; next++) {
      const word = this.#words[this.#at + Math.floor(next / packed)]!;
      text += String.fromCharCode(word >>> next % packed * bits & mask);
    }
    this.#at += Math.ceil(length / packed);
    return text;
  }

  #writeContainer(value: object): boolean {
    // A typed array's keys are as many as its elements: nothing is asked of what is not plain.
    const prototype = Object.getPrototypeOf(value);
    const isArray = Array.isArray(value);
    if (prototype !== (isArray ? Array : Object).prototype) return false;
    if (isArray && value.length > this.#end - this.#at) return false;
    if (this.#containers.includes(value)) return false;
    this.#containers.push(value);
    return isArray ? this.#writeArray(value) : this.#writeObject(value as Record<string, unknown>);
  }

  #writeArray(array: readonly unknown[]): boolean {
    const keys = Object.keys(array);
    return areElements(keys, array.length) && this.#word(tag.array | keys.length << tagBits) &&
      array.every((element) => this.#write(element));
  }

  #writeObject(object: Readonly<Record<string, unknown>>): boolean {
    const keys = Object.keys(object);
    return !keys.includes("__proto__") && this.#word(tag.object | keys.length << tagBits) &&
      keys.every((key) => this.#writeString(key) && this.#write(object[key]));
  }

  #readArray(length: number): unknown[] {
    const array: unknown[] = [];
    for (let index = 0; index < length; index++) array.push(this.#read());
    return array;
  }

  #readObject(length: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < length; index++) {
      const key = this.#read() as string;
      object[key] = this.#read();
    }
    return object;
  }
}

/** Whether keys are those of an array without holes and without further properties. */
function areElements(keys: readonly string[], length: number): boolean {
  return keys.length === length && (length === 0 || keys.at(-1) === String(length - 1));
}
