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
  try {
    const name = isError(value)
      ? value.name
      : typeof value === "object"
      ? value.constructor?.name
      : typeof value;
    if (typeof name === "string" && name !== "") return inLine(name);
  } catch {
    // A getter has thrown.
  }
  return isError(value) ? "Error" : "Object";
}

/** The most of a text that stands in another's. */
const most = 300;

/** What was thrown in a line, for the text of another error: `RangeError: out of range`. */
export function lineOf(thrown: unknown): string {
  return inLine(textOf(thrown).split("\n", 1)[0]!);
}

/** A text of the user's in another one: not too long, and nothing that steers a terminal. */
export function inLine(text: string): string {
  const line = text.length > most ? `${text.slice(0, most)}…` : text;
  return line.replace(/[\p{Cc}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
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
