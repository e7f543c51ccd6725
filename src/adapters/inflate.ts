/**
 * Texts that come deflated: by the runtime's own module where it has one, because a test's environment
 * may lack what browsers have for it.
 */

import { builtin } from "./builtin.ts";

interface Zlib {
  inflateRawSync(bytes: Uint8Array): { toString(): string };
}

/** The text that deflated bytes stand for. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const zlib = builtin<Zlib>("node:zlib");
  return zlib ? zlib.inflateRawSync(bytes).toString() : await inflatedByStreams(bytes);
}

/** Not by a `Response`, for which Node would load its HTTP client. */
async function inflatedByStreams(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  let text = "";
  await new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (piece) => void (text += piece) }));
  return text;
}
