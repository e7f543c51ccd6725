/** What every executor is: `submit()`, `map()` and `shutdown()`. Knows no worker. */

import type { Future } from "./future.ts";
import type { MapResult } from "./map.ts";
import type { Inputs, InputsThenOptions } from "./map_inputs.ts";

/** Options of `Executor.shutdown()`. */
export interface ShutdownOptions {
  /** Whether the promise waits until the workers are gone; true without it. */
  readonly wait?: boolean;
  /** Whether what has not begun is cancelled instead of run; false without it. */
  readonly cancelFutures?: boolean;
}

/**
 * A function that is called with the arguments `A`.
 *
 * The condition always holds. Without it TypeScript (5.4 to 7.0) gives a parameter that has a
 * default and no argument the type `A[1]`: in `submit((n, scale = 2) => n * scale, 1)` that of `scale`.
 */
export type Callable<A extends unknown[], R> = [A] extends [unknown] ? (...args: A) => R : never;

/** Runs functions somewhere else; `ThreadPoolExecutor` and `ProcessPoolExecutor` are the two. */
export abstract class Executor {
  /**
   * Schedules `fn(...args)`.
   *
   * An argument arrives as it is now: it may be changed as soon as `submit()` has returned, whether
   * its task waits or not, and what `transfer()` marks is moved by then. One that can't be cloned
   * fails the future with an error named `DataCloneError`; what its getters throw is the cause.
   *
   * @param fn a function of a module (see `importTasks()`), of this package, a built-in one, or a
   *   self-contained one
   * @param args its arguments: anything structured clone takes; shared memory goes to threads only
   * @returns a future for what it returns
   * @throws {TypeError} for a function that can't be sent
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  abstract submit<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...args: A
  ): Future<Awaited<R>>;

  /**
   * Stops taking work; what was submitted still runs unless `cancelFutures` is given.
   *
   * It waits as long as that takes, as Python's does: for a process that is stopped, too.
   *
   * @param options whether to wait for the workers and whether to cancel what has not begun
   * @returns a promise that resolves when the workers are gone, or at once with `wait: false`
   * @throws {TypeError} (rejects, and shuts nothing down) for an option that there is not
   */
  abstract shutdown(options?: ShutdownOptions): Promise<void>;

  /**
   * Calls `fn` over inputs, as many at once as there are workers; like `zip`, the shortest ends it.
   *
   * Inputs are taken and submitted inside the call, unless `buffersize` is given or an input is
   * async. An error costs one result: its own `next()` rejects, the one after that goes on. A
   * `for await` ends at the first error, as with any iterator, without `return()`: the others still run.
   *
   * @param fn as for `submit()`
   * @param inputs one iterable (or async iterable) for each parameter; optional ones may have none
   * @returns the results, in input order
   * @throws {TypeError} for a function that can't be sent, an input that can't be iterated or an
   *   option of a wrong type
   * @throws {RangeError} for an option out of range
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  abstract map<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...inputs: Inputs<A>
  ): MapResult<Awaited<R>>;
  /**
   * Calls `fn` over inputs, as many at once as there are workers; like `zip`, the shortest ends it.
   *
   * Inputs are taken and submitted inside the call, unless `buffersize` is given or an input is
   * async. An error costs one result: its own `next()` rejects, the one after that goes on. A
   * `for await` ends at the first error, as with any iterator, without `return()`: the others still run.
   *
   * @param fn as for `submit()`
   * @param inputsThenOptions one iterable (or async iterable) for each parameter (optional ones may
   *   have none), then options: they are told apart by not being iterable
   * @returns the results, in input order
   * @throws {TypeError} for a function that can't be sent, an input that can't be iterated or an
   *   option of a wrong type
   * @throws {RangeError} for an option out of range
   * @throws {ExecutorShutdownError} after `shutdown()`
   * @throws {BrokenExecutor} once a worker has died or an initializer has failed
   */
  abstract map<A extends unknown[], R>(
    fn: Callable<A, R>,
    ...inputsThenOptions: InputsThenOptions<A>
  ): MapResult<Awaited<R>>;

  /** Shuts down and waits, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }
}
