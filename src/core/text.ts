/** What the texts of objects are made of. */

import { isError, SafeWeakMap } from "./primordials.ts";

const numbers = new SafeWeakMap<object, number>();
let latest = 0;

/** What tells an object from others in its text; given once somebody reads it. */
export function numberOf(object: object): number {
  const number = numbers.get(object) ?? ++latest;
  numbers.set(object, number);
  return number;
}

/** The class of an object, the type of anything else; an error's own name, which travels. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (isError(value)) return value.name;
  if (typeof value !== "object") return typeof value;
  return value.constructor?.name || "Object";
}

/** The most of an error's text that stands in another's. */
const most = 300;

/** What was thrown in a line, for the text of another error: `RangeError: out of range`. */
export function lineOf(thrown: unknown): string {
  const [line = ""] = textOf(thrown).split("\n", 1);
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** The text of anything, also of what has none. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return nameOf(value);
  }
}

function nameOf(value: unknown): string {
  try {
    return `${typeName(value)}`;
  } catch {
    return typeof value;
  }
}
