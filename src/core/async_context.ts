/**
 * What a runtime carries along from a call to all that it causes: the stores of Node's
 * `AsyncLocalStorage`, the data of a web request, say.
 *
 * A callback runs in the context in which it was added. What a pool does for all its callers runs
 * outside of every caller's, so that none of their data is seen by another or kept. Must not know
 * how a runtime takes contexts: an adapter provides that.
 */

/** A context as it was when it was taken. */
export interface AsyncContext {
  /** Calls `fn` in it. */
  runInAsyncScope<A extends unknown[], R>(fn: (...args: A) => R, self: unknown, ...args: A): R;
}

let take: (() => AsyncContext) | undefined;
let outer: AsyncContext | undefined;

/** Has contexts taken from now on; the current one counts as outside of every caller's. */
export function provideContexts(taker: () => AsyncContext): void {
  take = taker;
  outer = taker();
}

/** The context that is current; none where the runtime has no such thing. */
export function currentContext(): AsyncContext | undefined {
  return take?.();
}

/** Calls `fn` in a context that was taken. */
export function runIn<A extends unknown[], R>(
  context: AsyncContext | undefined,
  fn: (...args: A) => R,
  ...args: A
): R {
  return context ? context.runInAsyncScope(fn, undefined, ...args) : fn(...args);
}

/** Calls `fn`, which runs no code of the user's, outside of every caller's context. */
export function outside<R>(fn: () => R): R {
  return runIn(outer, fn);
}
