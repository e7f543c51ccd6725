/** toDecimal() and parseDecimal(). Host half of `wasm/decimal.ts`. */

import { Math } from "../core/primordials.ts";
import { checkpoint } from "../gil/scope.ts";
import { bigintOf, isBelow } from "./integer.ts";
import { withCore } from "./instance.ts";
import { digitsOf, readText, takeLimbs, toBigInt, writeText } from "./long_number.ts";
import { shown } from "./shown.ts";

/**
 * Below 2^BITS, and for texts of less than DIGITS, some runtime is faster. Node's conversions are
 * slower than the others', and would lose from a fifth of it on.
 */
const BITS = 50_000n;
const DIGITS = 15_000;

/** More digits than the longest BigInt of any runtime has, and than a text that it can hold. */
const MOST_DIGITS = 330_000_000;

const shortest = 1n << BITS;

/**
 * The decimal digits of `n`: as `n.toString()`, but in a time that hardly grows faster than their
 * number.
 *
 * @returns The digits, with a minus sign if `n` is negative.
 * @throws {TypeError} If `n` is not a bigint.
 * @throws {RangeError} If there is no memory for it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { factorial, toDecimal } from "@concurrent/futures/kernels";
 *
 * assert.equal(toDecimal(factorial(100_000)).length, 456_574);
 * ```
 */
export function toDecimal(n: bigint): string {
  const value = bigintOf(n, "convert to decimal");
  return isBelow(value, shortest) ? value.toString() : longToDecimal(value);
}

/** `toDecimal()` in the core, however short the number is. */
export function longToDecimal(value: bigint): string {
  const digits = digitsOf(value);
  return withCore((core) => {
    core.reserve(2 * digits.limbs + 64);
    const { address, limbs } = digits.put(core);
    const text = core.toDecimal(address, limbs) >>> 0;
    return (digits.negative ? "-" : "") + withoutZeros(readText(core, text, core.decimalDigits()));
  });
}

function withoutZeros(text: string): string {
  let zeros = 0;
  while (text[zeros] === "0") zeros++;
  return text.slice(zeros);
}

/**
 * The number that `text` tells in decimal digits: as `BigInt(text)`, but in a time that hardly grows
 * faster than its length.
 *
 * @param text Digits, and a sign before them or none; no spaces, no other base.
 * @throws {TypeError} If `text` is not a string.
 * @throws {SyntaxError} If it holds anything else.
 * @throws {RangeError} If the number is longer than the runtime's bigints may be, or if there is no
 * memory for it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseDecimal } from "@concurrent/futures/kernels";
 *
 * assert.equal(parseDecimal("-120"), -120n);
 * assert.equal(parseDecimal("1" + "0".repeat(100_000)), 10n ** 100_000n);
 * ```
 */
export function parseDecimal(text: string): bigint {
  if (typeof text !== "string") {
    throw new TypeError(`Cannot parse decimal: not a string: ${shown(text)}`);
  }
  const sign = /^[+-]/.test(text) ? 1 : 0;
  checkDigits(text, sign);
  const negative = text[0] === "-";
  const digits = text.length - sign;
  if (digits > MOST_DIGITS) {
    throw new RangeError(`Cannot parse decimal: too long: ${digits} digits`);
  }
  if (digits >= DIGITS) return parseLong(text.slice(sign), negative);
  const value = BigInt(text.slice(sign));
  return negative ? -value : value;
}

/** Characters that are checked in one go. */
const STRIDE = 1 << 16;

function checkDigits(text: string, from: number): void {
  for (let at = from; at === from || at < text.length; at += STRIDE) {
    if (!/^[0-9]+$/.test(text.slice(at, at + STRIDE))) {
      throw new SyntaxError(`Cannot parse decimal: not digits: ${shown(excerpt(text))}`);
    }
    checkpoint();
  }
}

function excerpt(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}

/** `parseDecimal()` in the core, of digits alone, however few. */
export function parseLong(text: string, negative: boolean): bigint {
  return withCore((core) => {
    const limbs = core.limbsOfTen(text.length);
    core.reserve(limbs + 64);
    const address = takeLimbs(core, limbs + 8);
    const digits = takeLimbs(core, Math.ceil(text.length / 4));
    writeText(core, digits, text);
    return toBigInt(
      core,
      { address, limbs: core.parseDecimal(address, digits, text.length) },
      negative,
    );
  });
}
