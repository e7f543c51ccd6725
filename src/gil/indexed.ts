/** Tells instrumented code which values a `for … of` may walk through by index. */

import { Object, Uint8Array } from "../core/primordials.ts";

/** The iterators that read an array-like value by index, length first, at each step. */
const byIndex: readonly unknown[] = [[].values, new Uint8Array().values];
const arrayIterator = Object.getPrototypeOf([].values());
const { next } = arrayIterator;

/** Whether walking through a value by index is what its iterator does. */
export function isIndexed(value: unknown): value is ArrayLike<unknown> {
  const iterator = (value as Iterable<unknown> | null | undefined)?.[Symbol.iterator];
  return byIndex.includes(iterator) && arrayIterator.next === next;
}
