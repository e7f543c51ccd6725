/**
 * The arrays that sums take, by kind: "Int8Array", …, "Float64Array", "BigUint64Array".
 *
 * Told by name and not by class, so that arrays of another realm will do, and kinds that a runtime
 * may not have, as Float16Array.
 */

/** What every typed array of elements `T` has, of whatever kind, over whatever buffer. */
export interface TypedArrayOf<T extends number | bigint> extends ArrayBufferView, ArrayLike<T> {
  /** A view of the same memory. */
  subarray(begin?: number, end?: number): TypedArrayOf<T>;
  /** A copy. */
  slice(begin?: number, end?: number): TypedArrayOf<T>;
}

/** A typed array of any kind, Int8Array to Float64Array and BigUint64Array. */
export type TypedArray = TypedArrayOf<number> | TypedArrayOf<bigint>;

/** The kind of a typed array; undefined for anything else, a DataView too. */
export function kindOf(values: unknown): string | undefined {
  if (!ArrayBuffer.isView(values) || values instanceof DataView) return undefined;
  return (values as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
}
