/**
 * What the contest is about: CPU-bound tasks with one argument, `n`, and a known answer.
 *
 * The answers are computed in plain BigInt code that shares nothing with the kernels.
 */

import { factorial, sumRange } from "../../src/kernels/mod.ts";
import { swing } from "../kernels/bigint_factorials.ts";

/** A workload's name, as `--workload` takes it. */
export type WorkloadName = "factorial" | "sum";

/** What makes a workload bearable for CPython and still measurable here. */
export interface BesidePython {
  /** The size of a task, small enough for CPython. */
  readonly n: number;
  /** How often our laps do all tasks: what is over in a moment is over before all cpus are awake. */
  readonly repeats: number;
}

/** One kind of task. */
export interface Workload {
  readonly name: WorkloadName;
  /** The work: a kernel of this package. */
  kernel(n: number): bigint;
  /** The same in CPython, for people to read; `python/contrast.py` does it. */
  readonly python: string;
  /** Makes a task of 20 to 40 ms: so long that what a pool adds to it does not show. */
  readonly n: number;
  /** How it is done beside CPython. */
  readonly besidePython: BesidePython;
  readonly limit: number;
  /** What the kernel must return, computed in another way. */
  answer(n: number): bigint;
}

/** All workloads, in the order they are run. */
export const workloads: readonly Workload[] = [
  {
    name: "factorial",
    kernel: factorial,
    python: "math.factorial(n)",
    n: 400_000,
    besidePython: { n: 40_000, repeats: 10 },
    limit: 40_000_000,
    answer: swing,
  },
  {
    name: "sum",
    kernel: sumRange,
    python: "sum(range(n))",
    n: 500_000_000,
    besidePython: { n: 50_000_000, repeats: 10 },
    limit: Number.MAX_SAFE_INTEGER,
    answer: (n) => BigInt(n) * BigInt(n - 1) / 2n,
  },
];
