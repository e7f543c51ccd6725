/**
 * What was defined latest: a map that forgets the oldest of what does not fit.
 *
 * A pool keeps one for each of its workers, and each worker its own: both add the same entries in
 * the same order, so both forget the same, and no message has to say so.
 */

/** Characters that all entries may have together: a megabyte or two. */
const most = 2 ** 20;

/** What the shortest entry counts as, for what is kept of it besides. */
const least = 1000;

/** A map that is bounded by what its entries measure. */
export class Latest<K, V> extends Map<K, V> {
  readonly #sizes = new Map<K, number>();
  #total = 0;

  /** Adds an entry of so many characters, under a key that it does not have. */
  add(key: K, value: V, length: number): void {
    const size = Math.max(least, length);
    this.set(key, value);
    this.#sizes.set(key, size);
    this.#total += size;
    for (const [oldest, size] of this.#sizes) {
      if (this.#total <= most || oldest === key) return;
      this.delete(oldest);
      this.#sizes.delete(oldest);
      this.#total -= size;
    }
  }
}
