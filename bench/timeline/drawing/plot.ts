/**
 * What is drawn and which part of it: the data that a page carries, small because there may be a
 * hundred thousand intervals, and plain because it goes through JSON.
 *
 * All of this folder runs on the page as well as here. A page gets its functions by their text
 * (`program.ts`), so they use nothing but each other: no constant of a module, no import of a value
 * that is not embedded too.
 */

/** A worker. Interval `i` lies from `edges[i]` to `edges[i + 1]`. Times are ms. */
export interface Track {
  readonly name: string;
  /** What is written beside the name. */
  readonly note: string;
  readonly edges: readonly number[];
  /** A letter an interval: `r`unning, `w`aiting, `f`orced to wait, `o`utside, `i`dle, `g`one. */
  readonly states: string;
  /** The number of each interval's task; 0 is none. */
  readonly tasks: readonly number[];
  /** When it asked another to let the lock go. */
  readonly requests: readonly number[];
  /** When it was made to let the lock go. */
  readonly forced: readonly number[];
}

/** All workers. */
export interface Plot {
  readonly duration: number;
  readonly locked: boolean;
  readonly tracks: readonly Track[];
  /** What tasks are called, by number. */
  readonly tasks: Readonly<Record<number, string>>;
}

/** A part of the time, ms. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of the time on a picture that is `width` px wide. */
export interface View extends Range {
  readonly width: number;
}

/** Where `at` is in a view, in px. */
export function xOf(view: View, at: number): number {
  return (at - view.from) / (view.to - view.from) * view.width;
}

/** The last index whose time is not after `at`, or 0. */
export function indexAt(times: readonly number[], at: number): number {
  let low = 0, high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
