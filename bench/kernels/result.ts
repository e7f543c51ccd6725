/** A row of `futures-bench kernels`, as `--json` has it. */

import { spreadOf } from "../stats.ts";
import { ours, type WorkName } from "./work.ts";

/** The laps of one way to do a task. Times are milliseconds of one call. */
export interface KernelResult {
  readonly work: WorkName;
  readonly n: number;
  /** `futures` is this package's. */
  readonly way: string;
  /** The first call of all in this process. */
  readonly cold: number;
  /** Means of a lap's calls, one a round. */
  readonly ms: readonly number[];
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** This way's median over this package's: 2 means that ours takes half the time. */
  readonly ratio: number;
  /** The same by the fastest laps, which other work on the machine has disturbed least. */
  readonly bestRatio: number;
}

/** What a contest has found of one way. */
export interface Measured extends Pick<KernelResult, "work" | "n" | "way" | "cold" | "ms"> {}

/** The rows of one task, of which one is ours. */
export function resultsOf(measured: readonly Measured[]): KernelResult[] {
  const own = spreadOf(measured.find(({ way }) => way === ours)!.ms);
  return measured.map((one) => {
    const { median, min, max } = spreadOf(one.ms);
    return {
      ...one,
      cold: rounded(one.cold),
      ms: one.ms.map(rounded),
      median: rounded(median),
      min: rounded(min),
      max: rounded(max),
      ratio: rounded(median / own.median),
      bestRatio: rounded(min / own.min),
    };
  });
}

/** Five digits that count. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
