/** What the parallel kernels need of an executor; any of the package's has it. */

import { shown } from "./shown.ts";

/** Whatever runs functions elsewhere. */
export interface Submitter {
  /** How many at once; 4 is assumed of one that does not tell. */
  readonly maxWorkers?: number;
  /** Has `fn(...args)` run and promises its result. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): PromiseLike<Awaited<R>>;
}

/** How many workers are assumed of an executor that doesn't tell. */
const assumed = 4;

/**
 * How many workers an executor has.
 *
 * @throws {TypeError} for what is no executor
 */
export function workersOf(executor: Submitter): number {
  if (typeof (executor as Submitter | null | undefined)?.submit !== "function") {
    throw new TypeError(`Cannot work in parallel: not an executor: ${shown(executor)}`);
  }
  const { maxWorkers } = executor;
  return Number.isInteger(maxWorkers) ? maxWorkers! : assumed;
}
