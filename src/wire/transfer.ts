/** Marks on values whose buffers are moved, not copied, when they cross a border. */

import { isArray, SafeSet } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { textOf } from "../core/text.ts";

/**
 * What can be moved: an `ArrayBuffer`, a port, a stream …, whatever the runtime can move. A view of a
 * buffer can't.
 */
export type TransferableObject = object & { readonly buffer?: never };

/**
 * Marks a value so that its buffers are moved instead of copied when it is sent next, as an
 * argument, which is at `submit()`, or as a task's result. Processes copy all the same.
 *
 * @param value the argument or result
 * @param transferables the buffers (or ports) in it to move; they can't be used here afterwards
 * @returns the same value
 * @throws {TypeError} for a value that is no object, and so has no buffers, or without a list
 * @example
 * ```ts
 * import { ThreadPoolExecutor, transfer } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ThreadPoolExecutor(1);
 * const pixels = new Uint8Array(1024);
 * const size = await executor.submit((p) => p.length, transfer(pixels, [pixels.buffer]));
 * assert.equal(size, 1024);
 * assert.equal(pixels.length, 0); // moved away
 * ```
 */
export function transfer<T extends object>(
  value: T,
  transferables: readonly TransferableObject[],
): T {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`Cannot mark for transfer: not an object: ${String(value)}`);
  }
  if (typeof transferables?.[Symbol.iterator] !== "function") {
    throw new TypeError(
      `Cannot mark for transfer: not a list of what to move: ${textOf(transferables)}`,
    );
  }
  realm.transfers.set(value, [...transferables]);
  return value;
}

/** Takes the marks off values that are about to be sent. */
export function takeTransferables(values: readonly unknown[]): object[] {
  // A set: two views of one buffer may both be marked with it, and it moves once.
  const seen = new SafeSet<object>();
  const taken: object[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!isMarked(value)) continue;
    const marked = realm.transfers.get(value)!;
    realm.transfers.delete(value);
    for (let next = 0; next < marked.length; next++) {
      const transferable = marked[next]!;
      if (!seen.has(transferable)) taken[taken.length] = transferable;
      seen.add(transferable);
    }
  }
  return taken;
}

/** Whether a value among these is marked. */
export function anyMarked(values: readonly unknown[]): boolean {
  for (let index = 0; index < values.length; index++) if (isMarked(values[index])) return true;
  return false;
}

/** The same of the elements of columns. */
export function anyMarkedIn(columns: readonly unknown[]): boolean {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    if (isArray(column) && anyMarked(column)) return true;
  }
  return false;
}

function isMarked(value: unknown): value is object {
  return typeof value === "object" && value !== null && realm.transfers.has(value);
}
