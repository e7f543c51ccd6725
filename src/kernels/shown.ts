/** A wrong argument, as error messages show it. */

/** Text for any value at all; strings are quoted, so that "5" is not taken for 5. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}
