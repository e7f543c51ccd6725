/** Long texts as bytes and back: what browsers encode and decode must not be shared memory. */

/** As many bytes are encoded at most; longer values go another way. */
export const mostBytes = 16_384;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
let scratch: Uint8Array | undefined;

/** A well-formed text's bytes, until the next call; too many for any page if they are cut off. */
export function encodeText(text: string): Uint8Array {
  scratch ??= new Uint8Array(mostBytes);
  const { read, written } = encoder.encodeInto(text, scratch);
  return read === text.length ? scratch.subarray(0, written) : scratch;
}

/** The text of bytes in shared memory. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes.slice());
}
