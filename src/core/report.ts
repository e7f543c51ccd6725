/** Tells of what went wrong where nobody waits to hear of it. */

import { textOf } from "./text.ts";

/** Tells it on `console.error`. To show an error may run code of its own, and fail. */
export function report(what: string, error: unknown): void {
  try {
    console.error(what, error);
  } catch {
    try {
      console.error(what, textOf(error));
    } catch {
      // There is no console any more.
    }
  }
}
