/** Futures in the order in which they are done. Knows futures only, no executor. */

import { assertTimeout, clock, deadlineAfter, timeLeft } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import { addWaiter, type Future, removeWaiter } from "./future.ts";
import { futurePlaces } from "./future_set.ts";
import { assertOptions } from "./options.ts";
import { Promise as NativePromise, resolved } from "./primordials.ts";
import { Queue } from "./queue.ts";
import { withoutFrames } from "./without_frames.ts";

/** Options of `asCompleted()`. */
export interface AsCompletedOptions {
  /** The time for the whole iteration, in ms, counted from the call; no limit without it. */
  readonly timeout?: number;
}

/** An iterator over what is done, in the order of completion. */
export interface Completions<T> extends AsyncIterableIterator<T> {
  /** The next one that is done; rejects with `TimeoutError` when the time is over. */
  next(): Promise<IteratorResult<T>>;
  /** Ends the iteration. */
  return(): Promise<IteratorResult<T>>;
  /** Itself, for `for await`. */
  [Symbol.asyncIterator](): this;
  /** The same as `return()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What `asCompleted()` gives. */
export interface CompletedFutures<F extends Future> extends Completions<F> {
  /**
   * The same iteration with the place of each future in the input, counted from 0: its first one,
   * if it stands there twice. What one of the two has yielded the other won't; `return()` of either
   * ends both.
   */
  entries(): Completions<[index: number, future: F]>;
}

/**
 * Yields futures as they are done: first those that already are, then the others in the order of
 * their completion, each once. A future is no longer referred to once it was yielded.
 *
 * TypeScript before 7 takes all `for await` loops but the first to await what they are given: their
 * variable has the type of the future's value, although it is the future. Where a loop needs more of
 * the future than `await`, or what it was made from, take `entries()`.
 *
 * @param futures what to wait for, of one executor or of several
 * @param options the time for all, in ms
 * @returns an iterator; its `next()` rejects with `TimeoutError` (`2 (of 4) futures unfinished`)
 *   when it has to wait longer than the timeout allows
 * @throws {TypeError} for what is no future, and for an option that there is not
 * @example
 * ```ts
 * import { asCompleted, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * const futures = [1, 4, 9].map((n) => executor.submit(Math.sqrt, n));
 * const roots: number[] = [];
 * for await (const [index, future] of asCompleted(futures).entries()) {
 *   if (!future.cancelled()) roots[index] = await future;
 * }
 * assert.deepEqual(roots, [1, 2, 3]);
 *
 * let total = 0;
 * for await (const future of asCompleted(futures)) total += await future;
 * assert.equal(total, 6);
 * ```
 */
export function asCompleted<F extends Future>(
  futures: Iterable<F>,
  options: AsCompletedOptions = {},
): CompletedFutures<F> {
  assertOptions("asCompleted()", options, { timeout: true });
  assertTimeout(options.timeout);
  return new CompletionQueue(futurePlaces(futures), deadlineAfter(options.timeout));
}

/** A caller of `next()` who waits for a completion; `take(undefined)` tells that there is none. */
interface Taker<F> {
  take(future: F | undefined): void;
  reject(error: TimeoutError): void;
}

/** What an iterator yields of a future. */
type Shape<F, T> = (future: F) => T;

/** The iterator behind `asCompleted()`; by hand, because a generator would await what it yields. */
class CompletionQueue<F extends Future> implements CompletedFutures<F> {
  readonly #total: number;
  readonly #deadline: number | undefined;
  /** The futures that were not yielded yet, done or pending. */
  readonly #places: Map<F, number>;
  readonly #done = new Queue<F>();
  readonly #takers = new Queue<Taker<F>>();
  #disarm: (() => void) | undefined;

  constructor(places: Map<F, number>, deadline: number | undefined) {
    this.#total = places.size;
    this.#deadline = deadline;
    this.#places = places;
    for (const future of places.keys()) {
      if (future.done()) this.#done.push(future);
      else addWaiter(future, this);
    }
  }

  /** The waiter's half: a future is done. */
  settled(future: Future): void {
    const taker = this.#takers.shift();
    if (taker) taker.take(future as F);
    else this.#done.push(future as F);
    this.#settleTakers();
  }

  next(): Promise<IteratorResult<F, undefined>> {
    return this.#next(itself);
  }

  // deno-lint-ignore require-await
  async return(): Promise<IteratorResult<F, undefined>> {
    this.#stop();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  entries(): Completions<[index: number, future: F]> {
    return new Entries(this, () => this.#next((future) => [this.#places.get(future)!, future]));
  }

  #next<T>(shape: Shape<F, T>): Promise<IteratorResult<T, undefined>> {
    const future = this.#done.shift();
    if (future) return resolved(this.#yield(future, shape));
    if (this.#pending === 0) return resolved({ done: true, value: undefined });
    return new NativePromise((resolve, reject) => {
      this.#takers.push({ take: (future) => resolve(this.#yield(future, shape)), reject });
      this.#arm();
    });
  }

  #yield<T>(future: F | undefined, shape: Shape<F, T>): IteratorResult<T, undefined> {
    if (future === undefined) return { done: true, value: undefined };
    const value = shape(future);
    this.#places.delete(future);
    return { done: false, value };
  }

  get #pending(): number {
    return this.#places.size - this.#done.size;
  }

  #arm(): void {
    if (this.#deadline === undefined) return;
    this.#disarm ??= clock().alarm(timeLeft(this.#deadline), () => this.#timeOut());
  }

  #timeOut(): void {
    const taker = this.#takers.shift();
    const message = `${this.#pending} (of ${this.#total}) futures unfinished`;
    this.#stop();
    taker?.reject(withoutFrames(() => new TimeoutError(message)));
  }

  /** Once nobody waits, the alarm is off; once nothing is left, whoever waits is told. */
  #settleTakers(): void {
    if (this.#pending === 0) {
      for (const taker of this.#takers.drain()) taker.take(undefined);
    }
    if (this.#takers.size === 0) {
      this.#disarm?.();
      this.#disarm = undefined;
    }
  }

  #stop(): void {
    for (const future of this.#places.keys()) removeWaiter(future, this);
    this.#places.clear();
    this.#done.drain();
    this.#settleTakers();
  }
}

function itself<F>(future: F): F {
  return future;
}

/** The same queue, taken from by `next`. */
class Entries<F extends Future> implements Completions<[index: number, future: F]> {
  readonly next: () => Promise<IteratorResult<[index: number, future: F], undefined>>;
  readonly #queue: CompletedFutures<F>;

  constructor(queue: CompletedFutures<F>, next: Entries<F>["next"]) {
    this.#queue = queue;
    this.next = next;
  }

  async return(): Promise<IteratorResult<[index: number, future: F], undefined>> {
    await this.#queue.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#queue[Symbol.asyncDispose]();
  }
}
