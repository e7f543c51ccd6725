/**
 * The arrays that sums take, by kind: "Int8Array", …, "Float64Array", "BigUint64Array".
 *
 * Told by name and not by class, so that arrays of another realm will do, and kinds that a runtime
 * may not have, as Float16Array.
 */

import { Object, Uint8Array } from "../core/primordials.ts";

/** What every typed array of elements `T` has, of whatever kind, over whatever buffer. */
export interface TypedArrayOf<T extends number | bigint> extends ArrayBufferView, ArrayLike<T> {
  /** A view of the same memory. */
  subarray(begin?: number, end?: number): TypedArrayOf<T>;
  /** A copy. */
  slice(begin?: number, end?: number): TypedArrayOf<T>;
}

/** A typed array of any kind, Int8Array to Float64Array and BigUint64Array. */
export type TypedArray = TypedArrayOf<number> | TypedArrayOf<bigint>;

const base = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** What `%TypedArray%` itself says of an array, whatever a class or the array has put before it. */
function own<R>(name: string | symbol): (array: unknown) => R {
  const { get } = Object.getOwnPropertyDescriptor(base, name)!;
  return (array) => get!.call(array) as R;
}

/** The kind of a typed array; undefined for anything else, a DataView too. */
export const kindOf: (values: unknown) => string | undefined = own(Symbol.toStringTag);

/** The memory of which a typed array is a view. */
export const bufferOf: (values: TypedArray) => ArrayBufferLike = own("buffer");

const byteOffsetOf = own<number>("byteOffset");
const byteLengthOf = own<number>("byteLength");
const lengthOf = own<number>("length");
const { at } = Uint8Array.prototype;

/** The bytes of a typed array, in place. */
export function bytesOf(values: TypedArray): Uint8Array {
  return new Uint8Array(bufferOf(values), byteOffsetOf(values), byteLengthOf(values));
}

/** The same array without what a class or somebody may have put before its own properties. */
export function plainView<A extends TypedArray>(values: A): A {
  const View = (globalThis as unknown as Views)[kindOf(values)!]!;
  return new View(bufferOf(values), byteOffsetOf(values), lengthOf(values)) as A;
}

type Views = Readonly<
  Record<string, new (buffer: ArrayBufferLike, at: number, length: number) => TypedArray>
>;

/**
 * Refuses an array that has lost its memory, and would be taken for an empty one.
 *
 * @param action completes the message "Cannot <action>: …"
 */
export function assertPresent(values: TypedArray, action: string): void {
  if (lengthOf(values) > 0) return;
  try {
    at.call(values, 0);
  } catch (cause) {
    const state = "its buffer is detached, or has become smaller than the array";
    throw new TypeError(`Cannot ${action}: ${state}`, { cause });
  }
}
