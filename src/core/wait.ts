/** Waiting for several futures at once. Knows futures only, no executor. */

import { textOf } from "./text.ts";
import { assertTimeout, clock } from "./clock.ts";
import { addWaiter, type Future, outcomeOf, removeWaiter } from "./future.ts";
import { futureSet } from "./future_set.ts";
import { assertOptions } from "./options.ts";
import { Promise as NativePromise, Reflect, SafeSet, Set as NativeSet } from "./primordials.ts";

/** `wait()` returns once any future is done. */
export const FIRST_COMPLETED = "FIRST_COMPLETED";
/** `wait()` returns once any future has failed, else when all are done; a cancel is no failure. */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
/** `wait()` returns once all futures are done: the default. */
export const ALL_COMPLETED = "ALL_COMPLETED";

/** When `wait()` returns. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

/** Options of `wait()`. */
export interface WaitOptions {
  /** How long to wait, in ms; without it as long as it takes. */
  readonly timeout?: number;
  /** What to wait for; `ALL_COMPLETED` without it. */
  readonly returnWhen?: ReturnWhen;
}

/** What `wait()` found. */
export interface DoneAndNotDone<F extends Future = Future> {
  /** The futures that are finished or cancelled. */
  readonly done: Set<F>;
  /** The others. */
  readonly notDone: Set<F>;
}

/**
 * Waits for futures, of one executor or of several; duplicates count once.
 *
 * @param futures what to wait for
 * @param options how long (in ms) and for what
 * @returns the futures that are done and those that aren't; a timeout is no error
 * @throws {RangeError} (rejects) for an unknown `returnWhen`
 * @throws {TypeError} (rejects) for an option that there is not
 * @example
 * ```ts
 * import { ThreadPoolExecutor, wait } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * const futures = [1, 4, 9].map((n) => executor.submit(Math.sqrt, n));
 * const { done, notDone } = await wait(futures);
 * assert.equal(done.size, 3);
 * assert.equal(notDone.size, 0);
 * ```
 */
export async function wait<F extends Future>(
  futures: Iterable<F>,
  options: WaitOptions = {},
): Promise<DoneAndNotDone<F>> {
  assertOptions("wait()", options, { timeout: true, returnWhen: true });
  const { timeout, returnWhen = ALL_COMPLETED } = options;
  assertTimeout(timeout);
  const all = futureSet(futures);
  const enough = conditionOf(returnWhen, all);
  if (!enough()) await untilSettled(all, enough, timeout);
  return partition(all);
}

/** The test whether `wait()` may return, cheap enough to run at every completion. */
function conditionOf(
  returnWhen: ReturnWhen,
  all: ReadonlySet<Future>,
): (latest?: Future) => boolean {
  let open = 0;
  let happened = false;
  const note = (future: Future): void => {
    happened ||= returnWhen === FIRST_COMPLETED ||
      (returnWhen === FIRST_EXCEPTION && hasFailed(future));
  };
  switch (returnWhen) {
    case FIRST_COMPLETED:
    case FIRST_EXCEPTION:
    case ALL_COMPLETED:
      break;
    default:
      throw new RangeError(`Invalid return condition: '${textOf(returnWhen satisfies never)}'`);
  }
  for (const future of all) {
    if (future.done()) note(future);
    else open++;
  }
  return (latest) => {
    if (latest) note(latest), open--;
    return happened || open === 0;
  };
}

/** Resolves once `enough` says so of a completion, or the time is over. */
function untilSettled(
  all: ReadonlySet<Future>,
  enough: (latest: Future) => boolean,
  timeout: number | undefined,
): Promise<void> {
  return new NativePromise((resolve) => {
    const finish = (): void => {
      disarm();
      for (const future of all) removeWaiter(future, waiter);
      resolve();
    };
    const waiter = { settled: (future: Future) => enough(future) && finish() };
    const disarm = clock().alarm(timeout ?? Infinity, finish);
    for (const future of all) if (!future.done()) addWaiter(future, waiter);
  });
}

/** Whoever has replaced `Set.prototype.add()`. */
function addTo<F>(set: Set<F>, future: F): void {
  Reflect.apply(SafeSet.prototype.add, set, [future]);
}

function partition<F extends Future>(all: ReadonlySet<F>): DoneAndNotDone<F> {
  const done = new NativeSet<F>();
  const notDone = new NativeSet<F>();
  for (const future of all) addTo(future.done() ? done : notDone, future);
  return { done, notDone };
}

function hasFailed(future: Future): boolean {
  return !future.cancelled() && outcomeOf(future)?.failed === true;
}
