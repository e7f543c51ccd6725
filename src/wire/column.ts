/** The values of many calls as one: numbers travel as memory, not one by one. */

import { Float64Array } from "../core/primordials.ts";

/** Values in order; packed where all of them are numbers. */
export type Column = readonly unknown[] | Float64Array;

/** Fewer go through the queue in shared memory as they are. */
const worthPacking = 16;

/** Packs values that are all numbers; a double is every number that there is. */
export function packed(values: unknown[]): unknown[] | Float64Array;
export function packed(values: readonly unknown[]): Column;
export function packed(values: readonly unknown[]): Column {
  const { length } = values;
  if (length < worthPacking || typeof values[0] !== "number") return values;
  const numbers = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    const value = values[index];
    if (typeof value !== "number") return values;
    numbers[index] = value;
  }
  return numbers;
}
