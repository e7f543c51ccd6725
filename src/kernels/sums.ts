/**
 * The sums of the core, and where they find an array: in the core's scratch, copied chunk by
 * chunk, or in a shared memory of the caller's, in place.
 *
 * Must not know what is summed, nor how.
 */

import { brandOf, Uint8Array, WebAssembly } from "../core/primordials.ts";
import { eachPart } from "./feed.ts";
import { type Core, coreModule, type Sums, withCore } from "./instance.ts";
import { shown } from "./shown.ts";
import { bufferOf, bytesOf, kindOf, type TypedArray } from "./typed_array.ts";

/** A `WebAssembly.Memory`, of which not every program's types know. */
export interface WasmMemory {
  /** Its bytes. */
  readonly buffer: ArrayBufferLike;
  /** Makes it longer, by pages of 64 KiB. */
  grow(pages: number): number;
}

/** Takes in a piece of the array. */
type Take = (at: number, bytes: number) => void;

/** Calls it for one piece after the other, checking the GIL in between. */
type Feed = (take: Take) => void;

/** Bytes that are brought to the first-level cache at once. */
const TOUCHED = 1 << 14;

/** Bytes of a piece that is read in place, in some microseconds. */
const PIECE = 1 << 17;

/** Bytes from which on an array is hardly in a cache. */
const UNCACHED = 1 << 25;

/** Bytes that memory hands over at once. */
const LINE = 64;

/** Of whatever realm. */
function isMemory(value: unknown): value is WebAssembly.Memory {
  return brandOf(value) === "[object WebAssembly.Memory]";
}

/** Throws a TypeError unless `values` is a view of `memory`. */
export function assertIn(memory: unknown, values: unknown): void {
  if (!isMemory(memory)) {
    throw new TypeError(`Cannot sum: not a WebAssembly.Memory: ${shown(memory)}`);
  }
  if (kindOf(values) === undefined || bufferOf(values as TypedArray) !== memory.buffer) {
    throw new TypeError("Cannot sum: the array is not a view of memory.buffer");
  }
}

/** Lends sums to `work`, with what feeds it `values`, which are in `memory`, if given. */
export function withSums<R>(
  values: TypedArray,
  memory: WasmMemory | undefined,
  work: (sums: Sums, feed: Feed) => R,
): R {
  if (memory === undefined) {
    return withCore((core) => work(core, (take) => feedCopies(core, bytesOf(values), take)));
  }
  return work(sumsOn(memory), (take) => feedInPlace(bytesOf(values), take));
}

function feedCopies(core: Core, bytes: Uint8Array, take: Take): void {
  const { value: at } = core.scratch;
  const chunk = new Uint8Array(core.memory.buffer, at, core.scratchBytes.value);
  feedBytes(bytes, chunk.length, (part) => {
    chunk.set(part);
    take(at, part.length);
  });
}

function feedInPlace(bytes: Uint8Array, take: Take): void {
  const length = isFar(bytes) ? TOUCHED : PIECE;
  feedBytes(bytes, length, (part) => take(part.byteOffset, part.length));
}

function feedBytes(bytes: Uint8Array, length: number, feed: (part: Uint8Array) => void): void {
  const bringAndFeed = (part: Uint8Array) => {
    touch(part);
    feed(part);
  };
  eachPart(bytes, length, isFar(bytes) ? bringAndFeed : feed);
}

function isFar({ byteLength }: Uint8Array): boolean {
  return byteLength >= UNCACHED;
}

/** Takes what `touch()` has read, or a compiler would see that nobody needs it. */
const touched = new Uint8Array(1);

/**
 * Brings `bytes` to the cache by reading one of each line, in four places at once: faster than one
 * stream does, be it a copy or a loop in C.
 */
function touch(bytes: Uint8Array): void {
  const quarter = bytes.length >> 2;
  const [second, third, fourth] = [quarter, quarter * 2, quarter * 3] as const;
  let all = 0;
  for (let i = 0; i < quarter; i += LINE) {
    all += bytes[i]! + bytes[i + second]! + bytes[i + third]! + bytes[i + fourth]!;
  }
  touched[0] = all;
}

const known = new WeakMap<WasmMemory, Sums>();

function sumsOn(memory: WasmMemory): Sums {
  let sums = known.get(memory);
  if (sums === undefined) {
    sums = instantiate(memory);
    known.set(memory, sums);
  }
  return sums;
}

function instantiate(memory: WasmMemory): Sums {
  const [bytes] = WebAssembly.Module.customSections(coreModule(), "sums") as [ArrayBuffer];
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: memory as WebAssembly.Memory },
    });
    return instance.exports as unknown as Sums;
  } catch (cause) {
    throw new TypeError("Cannot sum: the memory is not shared", { cause });
  }
}
