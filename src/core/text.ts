/** What the texts of objects are made of. */

const numbers = new WeakMap<object, number>();
let count = 0;

/** What tells an object from others in its text; given once somebody reads it. */
export function numberOf(object: object): number {
  const number = numbers.get(object) ?? ++count;
  numbers.set(object, number);
  return number;
}

/** The class of an object, the type of anything else; an error's own name, which travels. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (value instanceof Error) return value.name;
  if (typeof value !== "object") return typeof value;
  return value.constructor?.name || "Object";
}
