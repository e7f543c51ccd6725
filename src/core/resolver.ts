/** A promise and what resolves it, made of less than `Promise.withResolvers()` makes them of. */

type Resolve = (value: unknown) => void;

let kept: Resolve | undefined;

/** One for all promises: of what makes a promise, only the promise and its resolver live on. */
export function keepResolver(resolve: Resolve): void {
  kept = resolve;
}

/** What resolves the promise that was made last by `new Promise(keepResolver)`. */
export function keptResolver(): Resolve {
  return kept!;
}
