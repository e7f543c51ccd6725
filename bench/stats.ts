/** What a list of times comes to. Must not know what was timed. */

/** The middle and the ends of a list of numbers. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The spread of `values`; the mean of the two middle ones if their number is even.
 *
 * @throws {RangeError} if there are none
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("Cannot tell a spread: no values");
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

/**
 * The value below which a share of `values` lies: of 100 values, the 50th for 0.5, the 99th for
 * 0.99.
 *
 * @throws {RangeError} if there are none
 */
export function quantileOf(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("Cannot tell a quantile: no values");
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
