/** Bytes that came as text, as generated modules have them. */

import { Uint8Array } from "./primordials.ts";

/** The bytes of a text in base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
