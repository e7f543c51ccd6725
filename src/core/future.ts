/**
 * A value that will be there later, or an error, with Python's states and rules.
 *
 * A future knows no executor. One that a pool made holds an *origin*, which knows whether a worker
 * has begun and can take the task back; `cancel()`, `running()`, `state` and the text ask it, so
 * they are exact even when no message tells that a task has begun.
 *
 * Cost matters here, a pool makes one future a task: no promise exists until somebody awaits, no
 * list until somebody listens, no number until somebody reads it.
 */

import { assertTimeout } from "./clock.ts";
import { CancelledError, InvalidStateError, TimeoutError } from "./errors.ts";
import { callNow, type FutureOutcome, Listeners, type Waiter } from "./listeners.ts";
import { Object, rejected, resolved, then } from "./primordials.ts";
import { numberOf, textOf, typeName } from "./text.ts";
import { withoutFrames } from "./without_frames.ts";

/** Where a future stands; both of Python's cancelled states are one here. */
export type FutureState = "PENDING" | "RUNNING" | "CANCELLED" | "FINISHED";

/** What a future asks about the task behind it. */
export interface FutureOrigin {
  /** Whether a worker has begun a future's task. */
  begun(future: Future): boolean;
  /** Takes it back; true only if no worker had begun it. */
  withdraw(future: Future): boolean;
}

let addWaiter: (future: Future, waiter: Waiter<Future>) => void;
let removeWaiter: (future: Future, waiter: Waiter<Future>) => void;
let hasListeners: (future: Future) => boolean;
let outcomeOf: (future: Future) => FutureOutcome | undefined;

/**
 * The outcome of a task, now or later. `await future` is `await future.result()`.
 *
 * Executors make futures; making one by hand is for executors and tests.
 *
 * @typeParam T what the task returns
 * @example
 * ```ts
 * import { Future } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * const future = new Future<number>();
 * future.addDoneCallback((done) => assert.match(String(done), /state=finished returned number/));
 * future.setResult(8);
 * assert.equal(await future, 8);
 * ```
 */
export class Future<T = unknown> implements PromiseLike<T> {
  #state: FutureState | "FAILED" = "PENDING";
  /** While it is open the task behind it, if there is one; then the outcome. */
  #held: unknown;
  /** Absent until somebody listens. */
  #listeners: Listeners<Future> | undefined;

  /**
   * Makes a pending future.
   *
   * @param origin the task behind the future; none for a future that is settled by hand
   */
  constructor(origin?: FutureOrigin) {
    this.#held = origin;
  }

  /** Where the future stands, exact at the moment of the call. */
  get state(): FutureState {
    if (this.#state === "FAILED") return "FINISHED";
    return this.#state === "PENDING" && this.#origin?.begun(this) ? "RUNNING" : this.#state;
  }

  /** Whether the future was cancelled. */
  cancelled(): boolean {
    return this.#state === "CANCELLED";
  }

  /** Whether a worker has begun the task and not finished it. */
  running(): boolean {
    return this.state === "RUNNING";
  }

  /** Whether the future is finished or cancelled. */
  done(): boolean {
    return this.#state !== "PENDING" && this.#state !== "RUNNING";
  }

  /**
   * Cancels the future if no worker has begun it, and settles it for everybody at once.
   *
   * @returns true if it is cancelled now, false if it was running or finished
   */
  cancel(): boolean {
    if (this.#state === "CANCELLED") return true;
    if (this.#state !== "PENDING") return false;
    if (this.#origin?.withdraw(this) === false) return false;
    this.#settle("CANCELLED", undefined);
    return true;
  }

  /**
   * Waits for the task's value. Time is told by the clock and timers that were there as this package
   * was loaded: a test's fake timers, installed later, do not reach them.
   *
   * @param timeout how long to wait, in ms; without it as long as it takes, 0 or less only looks
   * @returns what the task returned
   * @throws {TimeoutError} (rejects) if it is not done in time
   * @throws {CancelledError} (rejects) if it was cancelled
   * @throws the task's own error (rejects), the same object each time
   */
  result(timeout?: number): Promise<T> {
    if (timeout !== undefined) return this.#resultWithin(timeout);
    if (!this.done()) return this.#listening.promise as Promise<T>;
    const { failed, value } = this.#asOutcome();
    return failed ? rejected(value) : resolved(value as T);
  }

  /**
   * Waits for the task's error.
   *
   * @param timeout how long to wait, in ms; without it as long as it takes, 0 or less only looks
   * @returns what the task threw, `undefined` when it succeeded
   * @throws {TimeoutError} (rejects) if it is not done in time
   * @throws {CancelledError} (rejects) if it was cancelled
   */
  async exception(timeout?: number): Promise<unknown> {
    await this.#done(timeout);
    if (this.#state === "CANCELLED") throw this.#cancelledError();
    return this.#state === "FAILED" ? this.#held : undefined;
  }

  /**
   * Makes `await future` mean `await future.result()`.
   *
   * @param onFulfilled called with the task's value
   * @param onRejected called with what `result()` rejects with
   * @returns a promise for what the one that was called returns, as a promise's `then()` gives it
   */
  then<F = T, R = never>(
    onFulfilled?: ((value: T) => F | PromiseLike<F>) | null,
    onRejected?: ((reason: unknown) => R | PromiseLike<R>) | null,
  ): Promise<F | R> {
    return then(this.result(), onFulfilled, onRejected);
  }

  /**
   * Calls `onRejected` if the task fails or is cancelled, as a promise's `catch()` does.
   *
   * @param onRejected called with what `result()` rejects with
   * @returns a promise for the task's value, or for what `onRejected` returns
   * @example
   * ```ts
   * import { ThreadPoolExecutor } from "@concurrent/futures";
   * import assert from "node:assert/strict";
   *
   * await using executor = new ThreadPoolExecutor(1);
   * const config = await executor.submit(JSON.parse, "{").catch(() => ({}));
   * assert.deepEqual(config, {});
   * ```
   */
  catch<R = never>(
    onRejected?: ((reason: unknown) => R | PromiseLike<R>) | null,
  ): Promise<T | R> {
    return this.result().catch(onRejected);
  }

  /**
   * Calls `onFinally` once the future is done, however it ended, as a promise's `finally()` does.
   *
   * @param onFinally called without an argument; what it throws takes the place of the outcome
   * @returns a promise for the future's own outcome
   * @example
   * ```ts
   * import { ThreadPoolExecutor } from "@concurrent/futures";
   * import assert from "node:assert/strict";
   *
   * await using executor = new ThreadPoolExecutor(1);
   * let open = true;
   * const root = await executor.submit(Math.sqrt, 16).finally(() => (open = false));
   * assert.deepEqual([root, open], [4, false]);
   * ```
   */
  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.result().finally(onFinally);
  }

  /**
   * Calls `fn` with this future once it is done, at once if it is.
   *
   * Callbacks run synchronously at completion, in the order added. Where a hundred run within one
   * another, what is due in the innermost runs right behind it: a chain of them has no end of stack.
   * One that throws, or returns a promise that rejects, is reported on `console.error` and the
   * others still run. Each runs in the context of `AsyncLocalStorage` in which it was added, whoever
   * completes the future.
   *
   * @param fn called with the future; what it returns is ignored
   */
  addDoneCallback(fn: (future: Future<T>) => unknown): void {
    if (typeof fn !== "function") {
      throw new TypeError(`Cannot add a callback: not a function: ${textOf(fn)}`);
    }
    const callback = fn as (future: Future) => unknown;
    if (this.done()) callNow(callback, this);
    else this.#listening.addCallback(callback);
  }

  /**
   * Marks the future as running, for executors.
   *
   * @returns false if it was cancelled: don't run the task
   * @throws {InvalidStateError} if it is running or finished already
   */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === "CANCELLED") return false;
    if (this.state !== "PENDING") {
      throw new InvalidStateError(`Future in unexpected state: ${this}`);
    }
    this.#state = "RUNNING";
    return true;
  }

  /**
   * Finishes the future with a value, for executors.
   *
   * @param value what the task returned
   * @throws {InvalidStateError} if it is finished or cancelled already
   */
  setResult(value: T): void {
    this.#assertOpen();
    this.#settle("FINISHED", value);
  }

  /**
   * Finishes the future with an error, for executors.
   *
   * @param error what the task threw: anything, also `undefined`
   * @throws {InvalidStateError} if it is finished or cancelled already
   */
  setException(error: unknown): void {
    this.#assertOpen();
    this.#settle("FAILED", error);
  }

  /** Python's text: `<Future at 0x1 state=finished returned number>`. */
  toString(): string {
    return `<Future at 0x${numberOf(this).toString(16)} state=${this.#describe()}>`;
  }

  /** The same text, for `JSON.stringify()` and whatever logs by it. */
  toJSON(): string {
    return this.toString();
  }

  /** What `Object.prototype.toString` shows. */
  get [Symbol.toStringTag](): string {
    return "Future";
  }

  /** Of a future that is open. */
  get #origin(): FutureOrigin | undefined {
    return this.#held as FutureOrigin | undefined;
  }

  get #listening(): Listeners<Future> {
    return this.#listeners ??= new Listeners();
  }

  async #resultWithin(timeout: number): Promise<T> {
    await this.#done(timeout);
    return await this.result();
  }

  #asOutcome(): FutureOutcome {
    if (this.#state === "CANCELLED") return { failed: true, value: this.#cancelledError() };
    return { failed: this.#state === "FAILED", value: this.#held };
  }

  #describe(): string {
    const state = this.state.toLowerCase();
    if (state !== "finished") return state;
    const verb = this.#state === "FAILED" ? "raised" : "returned";
    return `finished ${verb} ${typeName(this.#held)}`;
  }

  #assertOpen(): void {
    if (this.done()) throw new InvalidStateError(`${this.state}: ${this}`);
  }

  #settle(state: "FINISHED" | "FAILED" | "CANCELLED", outcome: unknown): void {
    this.#state = state;
    this.#held = outcome;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    listeners?.tell(this, outcomeOf);
  }

  #cancelledError(): CancelledError {
    return new CancelledError(`Cannot get an outcome: ${this}`);
  }

  #done(timeout?: number): Promise<void> | void {
    assertTimeout(timeout);
    if (this.done()) return;
    if (timeout !== undefined && timeout <= 0) return rejected(this.#timeoutError(timeout));
    return this.#listening.wait(timeout, () => withoutFrames(() => this.#timeoutError(timeout)));
  }

  #timeoutError(timeout: number | undefined): TimeoutError {
    return new TimeoutError(`Cannot get an outcome within ${timeout} ms: ${this}`);
  }

  static {
    const { toString: value } = this.prototype;
    for (const consoleHook of ["nodejs.util.inspect.custom", "Deno.customInspect"]) {
      Object.defineProperty(this.prototype, Symbol.for(consoleHook), { value });
    }
    addWaiter = (future, waiter) => future.#listening.add(waiter);
    removeWaiter = (future, waiter) => {
      future.#listeners?.remove(waiter);
    };
    hasListeners = (future) => future.#listeners !== undefined;
    outcomeOf = (future) => future.done() ? future.#asOutcome() : undefined;
  }
}

export { addWaiter, hasListeners, outcomeOf, removeWaiter };
