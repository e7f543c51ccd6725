/** A promise and what resolves it, made of less than `Promise.withResolvers()` makes them of. */

import { Promise } from "./primordials.ts";

type Resolve = (value: unknown) => void;

let kept: Resolve | undefined;

/** One for all promises: of what makes a promise, only the promise and its resolver live on. */
export function keepResolver(resolve: Resolve): void {
  kept = resolve;
}

/**
 * What resolves the promise that was made last by `new Promise(keepResolver)`, once: it is let go
 * here, as a promise of Node 22 keeps the context in which it was made.
 */
export function keptResolver(): Resolve {
  const resolve = kept!;
  kept = undefined;
  return resolve;
}

/** A promise and what resolves it. */
export interface Resolver<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

/** The two together, where that costs nothing that counts. */
export function withResolver<T>(): Resolver<T> {
  const promise = new Promise(keepResolver) as Promise<T>;
  return { promise, resolve: keptResolver() as (value: T) => void };
}
