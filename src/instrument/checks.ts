/**
 * The checks as text, over the global `$gil`, a `LockPulse`.
 *
 * A plain load, because an atomic one costs more than most loops' turns; by the memory model it may
 * see a request late or never, so that loops have every so many turns a look that is exact.
 */

import { word } from "../gil/protocol.ts";

/** Whether another worker has asked for the lock, or nobody knows. */
const isAsked = `$gil.words[${word.dropRequest}]!==0`;

/** Turns of a loop between two looks that are exact. */
export const turns = 1024;

/** The counter of a function's turns, for loops that have none of their own. */
export const counter = "$gil0";

/** At a function's entry, an expression: it may have been called by the event loop. */
export const entryCheck: string = `($gil.outside||${isAsked})&&$gil.check()`;

/** In a loop's turn, a statement. */
export const turnCheck: string =
  `(--${counter}<0||${isAsked})&&(${counter}=${turns},$gil.check());`;

/** What a loop with a counter of its own goes on by. */
export function goesOn(own: string): string {
  return `--${own}>0&&!(${isAsked})`;
}
