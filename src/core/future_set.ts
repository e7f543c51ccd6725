/** What `wait()` and `asCompleted()` are given. */

import { Future } from "./future.ts";
import { SafeMap, SafeSet } from "./primordials.ts";
import { textOf } from "./text.ts";

/**
 * Futures, each once.
 *
 * @throws {TypeError} for what is no future
 */
export function futureSet<F extends Future>(futures: Iterable<F>): Set<F> {
  assertIterable(futures);
  const set = new SafeSet<F>();
  for (const future of futures) set.add(future);
  for (const future of set) assertFuture(future);
  return set;
}

/**
 * Futures, each once, with their first places in the input.
 *
 * @throws {TypeError} for what is no future
 */
export function futurePlaces<F extends Future>(futures: Iterable<F>): Map<F, number> {
  assertIterable(futures);
  const places = new SafeMap<F, number>();
  let place = 0;
  for (const future of futures) {
    assertFuture(future);
    if (!places.has(future)) places.set(future, place);
    place++;
  }
  return places;
}

/** One future, say. */
function assertIterable(value: unknown): void {
  if (Symbol.iterator in Object(value)) return;
  throw new TypeError(`Cannot wait: not a list of futures: ${textOf(value)}`);
}

function assertFuture(value: unknown): void {
  if (value instanceof Future) return;
  throw new TypeError(`Cannot wait: not a Future: ${textOf(value)}`);
}
