/** Typed arrays that are all of their memory: what structured clone copies is what they show. */

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

const prototypes: readonly object[] = classes.map(({ prototype }) => prototype);

/** The number of a view's class; -1 of all else, and of a class of the user's. */
export function kindOf(value: object): number {
  return prototypes.indexOf(Object.getPrototypeOf(value));
}

/** Whether a view shows memory of its own, of a fixed length, and all of it. */
export function isWhole(view: ArrayBufferView): boolean {
  const { buffer, byteLength } = view;
  return Object.getPrototypeOf(buffer) === ArrayBuffer.prototype && byteLength > 0 &&
    byteLength === buffer.byteLength && !(buffer as ArrayBuffer).resizable;
}

/** A new view of a kind. */
export function createView(kind: number, byteLength: number): ArrayBufferView {
  const { [kind]: Class = Uint8Array } = classes;
  return new Class(byteLength / Class.BYTES_PER_ELEMENT);
}
