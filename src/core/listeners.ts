/**
 * Who is told when a future is done: whoever awaits it, then waiters, then callbacks.
 *
 * Must not know what a future is, but for its text and how it ended.
 */

import { type AsyncContext, currentContext, runIn } from "./async_context.ts";
import { clock } from "./clock.ts";
import { Promise, SafeSet } from "./primordials.ts";
import { report } from "./report.ts";
import { keepResolver, keptResolver } from "./resolver.ts";
import { isThenable } from "./thenable.ts";

/** Somebody who is told once, when the future is done; told before the callbacks. */
export interface Waiter<F> {
  settled(future: F): void;
}

/** How a future ended: what it returned, or what `result()` throws. */
export interface FutureOutcome {
  readonly failed: boolean;
  readonly value: unknown;
}

type Resolve = (value: unknown) => void;

/** A callback, and the context in which it was added. */
interface Callback<F> {
  readonly run: (future: F) => unknown;
  readonly context: AsyncContext | undefined;
}

/** Of one future; made once somebody listens. */
export class Listeners<F> {
  /** What everybody who awaits the outcome without a timeout has in common. */
  #promise: Promise<unknown> | undefined;
  #resolve: Resolve | undefined;
  #waiters: Set<Waiter<F>> | undefined;
  #callbacks: Callback<F>[] | undefined;

  /** The outcome, once it is there. */
  get promise(): Promise<unknown> {
    if (this.#promise === undefined) {
      this.#promise = new Promise(keepResolver);
      this.#resolve = keptResolver();
    }
    return this.#promise;
  }

  add(waiter: Waiter<F>): void {
    (this.#waiters ??= new SafeSet()).add(waiter);
  }

  remove(waiter: Waiter<F>): void {
    this.#waiters?.delete(waiter);
  }

  addCallback(run: (future: F) => unknown): void {
    (this.#callbacks ??= []).push({ run, context: currentContext() });
  }

  /**
   * Waits until the future is done.
   *
   * @param timeout how long, in ms; without it as long as it takes
   * @param late what it rejects with once the time is over
   */
  wait(timeout: number | undefined, late: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { settled: () => (disarm(), resolve()) };
      const disarm = clock().alarm(timeout ?? Infinity, () => {
        this.remove(waiter);
        reject(late());
      });
      this.add(waiter);
    });
  }

  /** Tells everybody. */
  tell(future: F, outcomeOf: (future: F) => FutureOutcome | undefined): void {
    if (this.#resolve) settle(this.#resolve, outcomeOf(future)!);
    if (this.#waiters) { for (const waiter of this.#waiters) waiter.settled(future); }
    if (this.#callbacks === undefined) return;
    for (const { run, context } of this.#callbacks) runIn(context, call, run, future);
  }
}

function settle(resolve: Resolve, { failed, value }: FutureOutcome): void {
  // A rejected promise would be asked by its `then()`, which may have been replaced.
  resolve(failed ? { then: (_: unknown, reject: Resolve) => reject(value) } : value);
}

/** Calls a callback; what goes wrong in it is reported. */
export function call<F>(callback: (future: F) => unknown, future: F): void {
  const fail = (error: unknown): void => {
    report(`exception calling callback for ${future}`, error);
  };
  try {
    const result = callback(future);
    if (isThenable(result)) result.then(undefined, fail);
  } catch (error) {
    fail(error);
  }
}
