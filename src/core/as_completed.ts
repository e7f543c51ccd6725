/** Futures in the order in which they are done. Knows futures only, no executor. */

import { assertTimeout, clock, deadlineAfter, timeLeft } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import { addWaiter, type Future, removeWaiter } from "./future.ts";
import { futureSet } from "./future_set.ts";
import { assertOptions } from "./options.ts";
import { Queue } from "./queue.ts";

/** Options of `asCompleted()`. */
export interface AsCompletedOptions {
  /** The time for the whole iteration, in ms, counted from the call. */
  readonly timeout?: number;
}

/**
 * Yields futures as they are done: first those that already are, then the others in the order of
 * their completion, each once. A future is no longer referred to once it was yielded.
 *
 * TypeScript takes `for await` to await what it yields and so gives the loop's variable the type of
 * the future's value; it is the future itself. `await` it, or take futures by `next()`, whose type
 * is exact, to call their methods.
 *
 * @param futures what to wait for, of one executor or of several
 * @param options the time for all, in ms
 * @returns an iterator; its `next()` rejects with `TimeoutError` (`2 (of 4) futures unfinished`)
 *   when it has to wait longer than the timeout allows
 * @throws {TypeError} for an option that there is not
 * @example
 * ```ts
 * import { asCompleted, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * const futures = [1, 4, 9].map((n) => executor.submit(Math.sqrt, n));
 * let total = 0;
 * for await (const future of asCompleted(futures)) total += await future;
 * assert.equal(total, 6);
 * ```
 */
export function asCompleted<F extends Future>(
  futures: Iterable<F>,
  options: AsCompletedOptions = {},
): AsyncIterableIterator<F> {
  assertOptions("asCompleted()", options, { timeout: true });
  assertTimeout(options.timeout);
  return new CompletionQueue(futureSet(futures), deadlineAfter(options.timeout));
}

/** A caller of `next()` who waits for a completion. */
interface Taker<F> {
  resolve(result: IteratorResult<F, undefined>): void;
  reject(error: TimeoutError): void;
}

/** The iterator behind `asCompleted()`; by hand, because a generator would await what it yields. */
class CompletionQueue<F extends Future> implements AsyncIterableIterator<F> {
  readonly #total: number;
  readonly #deadline: number | undefined;
  readonly #pending: Set<F>;
  readonly #done = new Queue<F>();
  #takers: Taker<F>[] = [];
  #disarm: (() => void) | undefined;

  constructor(futures: Set<F>, deadline: number | undefined) {
    this.#total = futures.size;
    this.#deadline = deadline;
    this.#pending = futures;
    for (const future of futures) {
      if (!future.done()) addWaiter(future, this);
      else if (futures.delete(future)) this.#done.push(future);
    }
  }

  /** The waiter's half: a future is done. */
  settled(future: Future): void {
    this.#pending.delete(future as F);
    const taker = this.#takers.shift();
    if (taker) taker.resolve({ done: false, value: future as F });
    else this.#done.push(future as F);
    this.#settleTakers();
  }

  next(): Promise<IteratorResult<F, undefined>> {
    const value = this.#done.shift();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#pending.size === 0) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#arm();
    });
  }

  return(): Promise<IteratorResult<F, undefined>> {
    this.#stop();
    this.#done.drain();
    this.#settleTakers();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.return().then(() => undefined);
  }

  #arm(): void {
    if (this.#deadline === undefined) return;
    this.#disarm ??= clock().alarm(timeLeft(this.#deadline), () => this.#timeOut());
  }

  #timeOut(): void {
    const [taker, ...others] = this.#takers;
    const message = `${this.#pending.size} (of ${this.#total}) futures unfinished`;
    this.#takers = others;
    this.#stop();
    taker?.reject(new TimeoutError(message));
    this.#settleTakers();
  }

  /** Once nobody waits, the alarm is off; once nothing is left, whoever waits is told. */
  #settleTakers(): void {
    if (this.#pending.size === 0) {
      for (const taker of this.#takers.splice(0)) taker.resolve({ done: true, value: undefined });
    }
    if (this.#takers.length === 0) {
      this.#disarm?.();
      this.#disarm = undefined;
    }
  }

  #stop(): void {
    for (const future of this.#pending) removeWaiter(future, this);
    this.#pending.clear();
  }
}
