/** What is computed, by the names that the command line and the other programs know. */

/** Its names. */
export const works = ["factorial", "multiply", "toDecimal", "parseDecimal"] as const;

/** One of them. */
export type WorkName = (typeof works)[number];

/**
 * A task: n! itself, or something done with it.
 *
 * - `factorial`: n!
 * - `multiply`: n! · (n! + 1)
 * - `toDecimal`: the digits of n!
 * - `parseDecimal`: n! from its digits
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
