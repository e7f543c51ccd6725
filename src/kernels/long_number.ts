/**
 * BigInts as limbs in the core's memory, and back.
 *
 * Host half of `wasm/memory.ts`, `wasm/product.ts` and `wasm/hex.ts`. By the engine's own digits
 * where it gives them, else by hexadecimal text, which every runtime reads and writes in linear
 * time.
 */

import { Math, TextDecoder, TextEncoder, Uint32Array, Uint8Array } from "../core/primordials.ts";
import type { Core } from "./instance.ts";
import { nativeDigits } from "../adapters/native_digits.ts";

/** Unsigned 32-bit limbs in the core's memory, least significant first. */
export interface LongNumber {
  /** Where they begin. */
  readonly address: number;
  /** How many; the last one may be 0. */
  readonly limbs: number;
}

/** A BigInt's magnitude on its way into the core's memory. */
export interface Digits {
  /** Limbs it takes there. */
  readonly limbs: number;
  /** Whether the BigInt is below 0. */
  readonly negative: boolean;
  /** Takes room in the core and writes them. */
  put(core: Core): LongNumber;
}

// Some environments of test runners have neither.
const encoder = TextEncoder && new TextEncoder();
const decoder = TextDecoder && new TextDecoder();

/** The digits of `value`. */
export function digitsOf(value: bigint): Digits {
  const bytes = nativeDigits()?.read(value);
  return bytes === undefined ? textDigits(value) : byteDigits(bytes, value < 0n);
}

function byteDigits(bytes: Uint8Array, negative: boolean): Digits {
  return { limbs: bytes.length / 4, negative, put: (core) => putBytes(core, bytes) };
}

/** Takes room in the core for bytes of limbs, and writes them. */
export function putBytes(core: Core, bytes: Uint8Array): LongNumber {
  const limbs = bytes.length / 4;
  const address = takeLimbs(core, limbs);
  new Uint8Array(core.memory.buffer, address, bytes.length).set(bytes);
  return { address, limbs };
}

/** By text, for runtimes that tell no digits. */
export function textDigits(value: bigint): Digits {
  const negative = value < 0n;
  const text = value.toString(16).slice(negative ? 1 : 0);
  const limbs = Math.ceil(text.length / 8);
  const put = (core: Core) => {
    const address = takeLimbs(core, limbs);
    const digits = takeLimbs(core, limbs * 2);
    writeText(core, digits, text.padStart(limbs * 8, "0"));
    core.parseHex(address, digits, limbs);
    return { address, limbs };
  };
  return { limbs, negative, put };
}

/** Limbs that reading a number may write above it. */
const SPARE = 3;

/** Room for so many limbs, and to read them; it is cleared by nobody. */
export function takeLimbs(core: Core, limbs: number): number {
  return core.take(limbs + SPARE) >>> 0;
}

/** a · b. */
export function productOf(core: Core, a: LongNumber, b: LongNumber): LongNumber {
  const limbs = a.limbs + b.limbs;
  const address = takeLimbs(core, limbs);
  core.multiply(address, a.address, a.limbs, b.address, b.limbs);
  return { address, limbs };
}

/** Writes ASCII text. */
export function writeText(core: Core, address: number, text: string): void {
  const bytes = new Uint8Array(core.memory.buffer, address, text.length);
  if (encoder) encoder.encodeInto(text, bytes);
  else for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
}

/** Reads ASCII text. */
export function readText(core: Core, address: number, length: number): string {
  const bytes = new Uint8Array(core.memory.buffer, address, length);
  if (decoder) return decoder.decode(bytes);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The limbs, for which there is room by `takeLimbs()`, as a BigInt. */
export function toBigInt(core: Core, { address, limbs }: LongNumber, negative = false): bigint {
  const native = nativeDigits();
  const number = { address, limbs: significant(core, address, limbs) };
  if (number.limbs === 0) return 0n;
  return native === undefined
    ? fromText(core, number, negative)
    : native.write(evenBytes(core, number), negative);
}

function significant(core: Core, address: number, limbs: number): number {
  const view = new Uint32Array(core.memory.buffer, address, limbs);
  let count = limbs;
  while (count > 0 && view[count - 1] === 0) count--;
  return count;
}

function evenBytes(core: Core, { address, limbs }: LongNumber): Uint8Array {
  if (limbs % 2 === 1) new Uint32Array(core.memory.buffer, address, limbs + 1)[limbs] = 0;
  return new Uint8Array(core.memory.buffer, address, (limbs + limbs % 2) * 4);
}

/** By text, for runtimes that tell no digits. */
export function fromText(
  core: Core,
  { address, limbs }: LongNumber,
  negative: boolean,
): bigint {
  const text = core.toHex(address, limbs) >>> 0;
  const value = BigInt(`0x${readText(core, text, 32 * Math.ceil(limbs / 4))}`);
  return negative ? -value : value;
}
