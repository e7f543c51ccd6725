/** What the parallel kernels need of an executor; any of the package's has it. */

/** Whatever runs functions elsewhere. */
export interface Submitter {
  /** How many at once; 4 is assumed of one that does not tell. */
  readonly maxWorkers?: number;
  /** Has `fn(...args)` run and promises its result. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): PromiseLike<Awaited<R>>;
}
