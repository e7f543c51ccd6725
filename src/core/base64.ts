/** Bytes that came as text, as generated modules have them. */

import { Uint8Array } from "./primordials.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What a digit is worth, by its code. */
const worth = new Uint8Array(128);
for (let value = 0; value < 64; value++) worth[alphabet.charCodeAt(value)] = value;

/** The bytes of a text in base64. Not by `atob()`, which contexts of `node:vm` lack. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const padding = base64.indexOf("=");
  const digits = padding < 0 ? base64.length : padding;
  const bytes = new Uint8Array(digits * 3 >> 2);
  let bits = 0;
  for (let digit = 0, at = 0; digit < digits; digit++) {
    bits = bits << 6 | worth[base64.charCodeAt(digit)]!;
    // Each digit of four but the first completes a byte; 4, 2 or 0 bits are the next one's.
    const place = digit & 3;
    if (place > 0) bytes[at++] = bits >> 6 - 2 * place;
  }
  return bytes;
}
