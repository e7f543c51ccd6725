/** Whether to do what may be in vain: always where it has been worth it lately, else now and then. */

import { Math } from "../core/primordials.ts";

/** More failures in a row don't make it rarer: it is tried at least once in some 2 ** 4 times. */
const mostFailures = 4;

/** Keeps account of one such thing. */
export class Habit {
  /** How often in a row it was in vain. */
  #failures = 0;
  /** How often it is left out from now on. */
  #leftOut = 0;

  /** Whether to do it this time; `note()` is to follow. */
  isDue(): boolean {
    if (this.#leftOut === 0) return true;
    this.#leftOut--;
    return false;
  }

  /** Takes note of what it came to, and returns that. */
  note(wasWorthIt: boolean): boolean {
    this.#failures = wasWorthIt ? 0 : Math.min(this.#failures + 1, mostFailures);
    this.#leftOut = wasWorthIt ? 0 : 2 ** this.#failures;
    return wasWorthIt;
  }
}
