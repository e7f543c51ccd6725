/** Zooming and panning: which part of the time is shown. It never leaves what was recorded. */

import type { Range } from "./plot.ts";

/** All of it; not nothing, though nothing was recorded. */
export function wholeRange(duration: number): Range {
  return { from: 0, to: duration > 0 ? duration : 1 };
}

/**
 * Shows more or less of the time around `at`, which stays where it is.
 *
 * @param factor how many times as much; less than 1 zooms in
 */
export function zoomed(range: Range, whole: Range, factor: number, at: number): Range {
  const least = Math.min(whole.to, 0.001);
  const span = Math.max(least, Math.min(whole.to, (range.to - range.from) * factor));
  const share = (at - range.from) / (range.to - range.from);
  return moved({ from: 0, to: span }, whole, at - share * span);
}

/** Shows as much of the time, from `by` ms later on. */
export function moved({ from, to }: Range, whole: Range, by: number): Range {
  const span = to - from;
  const start = Math.max(0, Math.min(whole.to - span, from + by));
  return { from: start, to: start + span };
}
