/** A row of the contrast: what `--json` holds, and how it comes out of the laps' times. */

import { spreadOf } from "../stats.ts";
import type { WorkloadName } from "./workloads.ts";

/** The laps of one variant at one workload. Times are milliseconds for all tasks together. */
export interface ContrastResult {
  readonly workload: WorkloadName;
  /** The argument of each task. */
  readonly n: number;
  /** `serial`, `threads + GIL`, `threads`, `processes`; the same but GIL behind `CPython `. */
  readonly variant: string;
  /** The variant that `speedup` refers to: the same runtime's serial one. */
  readonly baseline: string;
  /** One a round, in the order of the rounds. */
  readonly ms: readonly number[];
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The baseline's median over this one's: 2 is twice as fast. */
  readonly speedup: number;
  /** The same by the fastest laps, which other work on the machine has disturbed least. */
  readonly bestSpeedup: number;
}

/** What a row is about. */
export type Subject = Pick<ContrastResult, "workload" | "n" | "variant" | "baseline">;

/**
 * The result of a row.
 *
 * @param ms its laps
 * @param baseline its baseline's laps
 */
export function resultOf(
  subject: Subject,
  ms: readonly number[],
  baseline: readonly number[],
): ContrastResult {
  const { median, min, max } = spreadOf(ms);
  const reference = spreadOf(baseline);
  return {
    ...subject,
    ms: ms.map(toThousandths),
    median: toThousandths(median),
    min: toThousandths(min),
    max: toThousandths(max),
    speedup: toThousandths(reference.median / median),
    bestSpeedup: toThousandths(reference.min / min),
  };
}

/** Of a millisecond: what the clocks tell for certain. */
function toThousandths(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
