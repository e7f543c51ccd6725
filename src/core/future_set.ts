/** What `wait()` and `asCompleted()` are given. */

import { Future } from "./future.ts";

/**
 * Futures, each once.
 *
 * @throws {TypeError} for what is no future
 */
export function futureSet<F extends Future>(futures: Iterable<F>): Set<F> {
  const set = new Set(futures);
  for (const future of set) {
    if (!(future instanceof Future)) throw new TypeError(`Cannot wait: not a Future: ${future}`);
  }
  return set;
}
