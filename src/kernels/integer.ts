/** An argument that must be an integer, in either of the language's number types. */

import { shown } from "./shown.ts";

/** `value` as a bigint, exactly; `action` completes the message "Cannot <action>: …". */
export function integer(value: unknown, action: string): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") {
    throw new TypeError(`Cannot ${action}: not a number: ${shown(value)}`);
  }
  if (Number.isInteger(value)) return BigInt(value);
  throw new RangeError(`Cannot ${action}: not an integer: ${value}`);
}

/** Whether |value| < bound; it does not negate long positive numbers. */
export function isBelow(value: bigint, bound: bigint): boolean {
  return value < bound && -value < bound;
}

/** `value` if it is a bigint; `action` completes the message "Cannot <action>: …". */
export function bigintOf(value: unknown, action: string): bigint {
  if (typeof value === "bigint") return value;
  throw new TypeError(`Cannot ${action}: not a bigint: ${shown(value)}`);
}
