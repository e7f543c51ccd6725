/** Typed arrays that are all of their memory: what structured clone copies is what they show. */

import { ArrayBuffer, brandOf, Object, setBytes, Uint8Array } from "../core/primordials.ts";

const classes = [
  Float64Array,
  Float32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
] as const;

const bytesKind = classes.indexOf(Uint8Array);
const prototypes: readonly object[] = classes.map(({ prototype }) => prototype);

/** The number of a view's class; -1 of all else, and of a class of the user's. */
export function kindOf(value: ArrayBufferView): number {
  const prototype = Object.getPrototypeOf(value);
  for (let kind = 0; kind < prototypes.length; kind++) {
    if (prototypes[kind] === prototype) return kind;
  }
  return isBuffer(value) ? bytesKind : -1;
}

/** Whether a view shows memory of its own, of a fixed length, and all of it. */
export function isWhole(view: ArrayBufferView): boolean {
  const { buffer, byteLength } = view;
  return isMemory(buffer) && byteLength > 0 && byteLength === buffer.byteLength;
}

/** Whether it is memory of a fixed length that nobody shares. */
export function isMemory(value: unknown): value is ArrayBuffer {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === ArrayBuffer.prototype && !(value as ArrayBuffer).resizable;
}

/**
 * Whether a view shows a part of memory that its runtime uses for others too, as a `Buffer` of Node's
 * does: what it shows travels, not the rest.
 */
export function isPoolSlice(view: ArrayBufferView): boolean {
  const { buffer } = view;
  return view.byteLength < buffer.byteLength && isBuffer(view) &&
    brandOf(buffer) === "[object ArrayBuffer]";
}

function isBuffer(view: ArrayBufferView): boolean {
  return view.constructor?.name === "Buffer";
}

/** The same view of other memory. */
export function copyView(view: ArrayBufferView, memory: ArrayBuffer): ArrayBufferView {
  const { [kindOf(view)]: Class = Uint8Array } = classes;
  return new Class(memory, view.byteOffset, view.byteLength / Class.BYTES_PER_ELEMENT);
}

/**
 * A view of a kind that shows a copy of bytes.
 *
 * @throws if there is no such kind, or no view of it is as long
 */
export function viewOf(kind: number, bytes: Uint8Array, byteLength: number): ArrayBufferView {
  const Class = kind < classes.length ? classes[kind] : undefined;
  if (Class === undefined) throw new RangeError(`Cannot decode a view: there is no kind ${kind}`);
  if (byteLength % Class.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`Cannot decode a view: no ${Class.name} has ${byteLength} bytes`);
  }
  const memory = new ArrayBuffer(byteLength);
  setBytes(new Uint8Array(memory), bytes, 0);
  return new Class(memory);
}
