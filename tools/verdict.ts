/**
 * What one step of the test run came to, and how it is told.
 *
 * Must not know what the step was.
 */

/** A step's counts; a check counts as one. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why it failed, and all that was printed; empty if nothing failed. */
  readonly trouble: string;
}

/** The verdict on something that either holds or not. */
export function check(holds: boolean, trouble: string): Verdict {
  return holds
    ? { passed: 1, failed: 0, skipped: 0, trouble: "" }
    : { passed: 0, failed: 1, skipped: 0, trouble };
}

/** The counts in words, as each step's line and the last line of all have them. */
export function counts({ passed, failed, skipped }: Omit<Verdict, "trouble">): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
