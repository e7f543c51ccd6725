/** Long texts as bytes and back: what browsers encode and decode must not be shared memory. */

import {
  byteLengthOf,
  bytesOf,
  setBytes,
  TextDecoder,
  TextEncoder,
  Uint8Array,
} from "../core/primordials.ts";

/** As many bytes are encoded at most; longer values go another way. */
export const mostBytes = 16_384;

// Some environments of test runners have neither.
const encoder = TextEncoder && new TextEncoder();
const decoder = TextDecoder && new TextDecoder("utf-8", { ignoreBOM: true });
const encodeInto = encoder?.encodeInto.bind(encoder);
const decode = decoder?.decode.bind(decoder) ?? decodeByEscapes;
let scratch: Uint8Array | undefined;

/** Whether `encodeText()` can be called here. */
export const encodesText: boolean = encodeInto !== undefined;

/** A well-formed text's bytes, until the next call; too many for any page if they are cut off. */
export function encodeText(text: string): Uint8Array {
  scratch ??= new Uint8Array(mostBytes);
  const { read, written } = encodeInto!(text, scratch);
  return read === text.length ? bytesOf(scratch, 0, written) : scratch;
}

/** The text of bytes in shared memory. */
export function decodeText(bytes: Uint8Array): string {
  const copy = new Uint8Array(byteLengthOf(bytes));
  setBytes(copy, bytes, 0);
  return decode(copy);
}

/** What everything has that knows URLs. */
function decodeByEscapes(bytes: Uint8Array): string {
  let escapes = "";
  for (const byte of bytes) escapes += `%${byte.toString(16).padStart(2, "0")}`;
  return decodeURIComponent(escapes);
}
