/**
 * The GIL's check, as the loops of this core see it.
 *
 * Work is counted in steps of about 0.5 ns, the time of one 32-bit limb product in optimised code
 * (four times that before the runtime has optimised it). After each slice of steps the host's
 * `checkpoint()` runs: it may block this thread while others hold the lock, and may throw to end
 * the work; no state of this core depends on coming back.
 */

@external("env", "checkpoint")
declare function checkpoint(): void;

/** 0.1 to 0.15 ms of a factorial, measured, with what is not counted; baseline code takes longer. */
const SLICE: i32 = 1 << 17;

/** Steps after which a check is certain. */
export const MOST_STEPS: i32 = SLICE;

let left: i32 = SLICE;

/** Accounts for `steps` of work, at most a slice. */
export function spend(steps: i32): void {
  left -= steps;
  if (left <= 0) {
    left = SLICE;
    checkpoint();
  }
}
