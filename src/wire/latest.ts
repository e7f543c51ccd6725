/**
 * What was defined latest: a map that forgets the oldest of what does not fit.
 *
 * A pool keeps one for each of its workers, and each worker its own: both add the same entries in
 * the same order, so both forget the same, and no message has to say so.
 */

import { Math, SafeMap } from "../core/primordials.ts";

/** Characters that all entries may have together: a megabyte or two. */
const most = 2 ** 20;

/** What the shortest entry counts as, for what is kept of it besides. */
const least = 1000;

/** A map that is bounded by what its entries measure. */
export class Latest<K, V> extends SafeMap<K, V> {
  readonly #sizes = new SafeMap<K, number>();
  #total = 0;

  /** Adds an entry of so many characters, under a key that it does not have. */
  add(key: K, value: V, length: number): void {
    const size = Math.max(least, length);
    this.set(key, value);
    this.#sizes.set(key, size);
    this.#total += size;
    for (const oldest of this.#sizes.keys()) {
      if (this.#total <= most || oldest === key) return;
      this.#total -= this.#sizes.get(oldest)!;
      this.delete(oldest);
      this.#sizes.delete(oldest);
    }
  }
}
