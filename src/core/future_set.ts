/** What `wait()` and `asCompleted()` are given. */

import { Future } from "./future.ts";

/**
 * Futures, each once.
 *
 * @throws {TypeError} for what is no future
 */
export function futureSet<F extends Future>(futures: Iterable<F>): Set<F> {
  const set = new Set(futures);
  for (const future of set) assertFuture(future);
  return set;
}

/**
 * Futures, each once, with their first places in the input.
 *
 * @throws {TypeError} for what is no future
 */
export function futurePlaces<F extends Future>(futures: Iterable<F>): Map<F, number> {
  const places = new Map<F, number>();
  let place = 0;
  for (const future of futures) {
    assertFuture(future);
    if (!places.has(future)) places.set(future, place);
    place++;
  }
  return places;
}

function assertFuture(value: unknown): void {
  if (!(value instanceof Future)) throw new TypeError(`Cannot wait: not a Future: ${value}`);
}
