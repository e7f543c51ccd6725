/** What is computed, by the names that the command line and the other programs know. */

/** Its names. */
export const works = [
  "factorial",
  "multiply",
  "toDecimal",
  "parseDecimal",
  "sum",
  "sumInt32",
  "fsum",
  "sumRange",
] as const;

/** One of them. */
export type WorkName = (typeof works)[number];

/**
 * A task: n! itself, something done with it, or a sum of n numbers.
 *
 * - `factorial`: n!
 * - `multiply`: n! · (n! + 1)
 * - `toDecimal`: the digits of n!
 * - `parseDecimal`: n! from its digits
 * - `sum`, `fsum`: of n doubles; the i-th is i modulo 1024, so that no order rounds anything
 * - `sumInt32`: the sum of those as 32-bit integers
 * - `sumRange`: 0 + 1 + … + (n - 1)
 */
export interface Task {
  readonly work: WorkName;
  readonly n: number;
}

/** One way to do a task. */
export interface Way {
  readonly name: string;
  /** Does it so often, by its own clock. */
  run(repeats: number): Promise<Run>;
}

/** What a way has done. */
export interface Run {
  /** Milliseconds of all repeats together. */
  readonly ms: number;
  /** What is wrong with the last answer; absent if nothing is. */
  readonly fault?: string | undefined;
}

/** This package's row. */
export const ours = "futures";

/** What a task's answer is. */
export type Answer = bigint | string | number;

/** A way that is called in this thread. */
export interface Call {
  readonly name: string;
  readonly call: () => Answer | Promise<Answer>;
}

/** A task's answer, found without this package, and the calls, ours first. */
export interface Calls {
  readonly answer: Answer;
  readonly calls: readonly Call[];
}

const sizes: Readonly<Record<"numbers" | "arrays" | "ranges", readonly number[]>> = {
  numbers: [20, 100, 1000, 10_000, 100_000, 1_000_000],
  arrays: [1000, 100_000, 1_000_000, 100_000_000],
  ranges: [1000, 1_000_000, 100_000_000],
};

/** Whether it adds numbers, and n is how many. */
export function isSum(work: WorkName): boolean {
  return work === "sum" || work === "sumInt32" || work === "fsum" || work === "sumRange";
}

/** The sizes of it that tell most. */
export function usualSizes(work: WorkName): readonly number[] {
  if (work === "sumRange") return sizes.ranges;
  return isSum(work) ? sizes.arrays : sizes.numbers;
}
