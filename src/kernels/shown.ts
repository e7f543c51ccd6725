/** A wrong argument, as error messages show it. */

import { brandOf } from "../core/primordials.ts";

/** Text for any value at all; strings are quoted, so that "5" is not taken for 5. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return brandOf(value);
  return String(value);
}
