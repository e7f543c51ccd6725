/**
 * The checks as text, over the global `$gil`, a `LockPulse`.
 *
 * A plain load of one word: an atomic one costs more than most loops' turns, and a second word took
 * calls of a small function half as long again. By the memory model it may be seen late or never, so
 * that loops have every so many turns a look that is exact.
 */

/** Whether there is a reason to check. */
const isAsked = "$gil.look[0]!==0";

/** Turns of a loop between two looks that are exact. */
export const turns = 1024;

/** The same of a tight loop: its 1024 turns take not ten times as long as an exact look. */
export const tightTurns = 8192;

/** The counter of a function's turns, for loops that have none of their own. */
export const counter = "$gil0";

/** At a function's entry, an expression: it may have been called by the event loop. */
export const entryCheck: string = `${isAsked}&&$gil.check()`;

/** In a loop's turn, a statement. */
export const turnCheck: string =
  `(--${counter}<0||${isAsked})&&(${counter}=${turns},$gil.check());`;

/** What a loop with a counter of its own goes on by. */
export function goesOn(own: string): string {
  return `--${own}>0&&!(${isAsked})`;
}
