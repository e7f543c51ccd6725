/**
 * Who is told when a future is done: whoever awaits it, then waiters, then callbacks.
 *
 * Must not know what a future is, but for its text and how it ended.
 */

import { type AsyncContext, currentContext, runIn } from "./async_context.ts";
import { clock } from "./clock.ts";
import { Promise, rejection, SafeSet } from "./primordials.ts";
import { Queue } from "./queue.ts";
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
    for (const { run, context } of this.#callbacks) callBack(run, context, future);
  }
}

function settle(resolve: Resolve, { failed, value }: FutureOutcome): void {
  resolve(failed ? rejection(value) : value);
}

/** How many callbacks may run within one another, each settling the future of the next. */
const deepest = 100;

let depth = 0;
/** What was due in a callback so deep. */
const late = new Queue<() => void>();

/** Calls a callback of a future that is done already. */
export function callNow<F>(run: (future: F) => unknown, future: F): void {
  callBack(run, depth < deepest ? undefined : currentContext(), future);
}

/**
 * Calls a callback, also within another. A chain of futures, each settled in a callback of the one
 * before it, may be longer than the stack: from some depth on what is due in a callback is called
 * behind it.
 */
function callBack<F>(
  run: (future: F) => unknown,
  context: AsyncContext | undefined,
  future: F,
): void {
  if (depth === deepest) return late.push(() => runIn(context, call, run, future));
  depth++;
  try {
    runIn(context, call, run, future);
    if (depth < deepest) return;
    for (let next = late.shift(); next; next = late.shift()) next();
  } finally {
    depth--;
  }
}

function call<F>(run: (future: F) => unknown, future: F): void {
  const failed = (error: unknown): void =>
    report(`exception calling callback for ${future}`, error);
  try {
    const result = run(future);
    if (isThenable(result)) result.then(undefined, failed);
  } catch (error) {
    failed(error);
  }
}
