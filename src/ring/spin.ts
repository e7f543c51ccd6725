/**
 * Looking at a word for a moment before sleeping on it: to be waked takes longer than most tasks.
 *
 * Adaptive: it is done where it has been worth it lately, else only now and then, to see if it is.
 */

/** For how long to look, in ms: about what it takes to fall asleep and to be waked. */
const moment = 0.05;
/** Looks between two readings of the clock, which takes several times as long. */
const looks = 16;
/** More in a row don't make looking rarer: it is tried at least once in some 2 ** 3 times. */
const mostMisses = 3;

/** One side's looking; an idle one doesn't look but sleeps. */
export class Spin {
  readonly #words: Int32Array;
  /** How often in a row it was in vain. */
  #misses = 0;
  /** How often it is left out from now on. */
  #leftOut = 0;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Whether a word has stopped being `value` within a moment. */
  sees(index: number, value: number): boolean {
    if (this.#leftOut > 0) {
      this.#leftOut--;
      return false;
    }
    const end = performance.now() + moment;
    do {
      for (let look = 0; look < looks; look++) {
        if (Atomics.load(this.#words, index) === value) continue;
        this.#misses = 0;
        return true;
      }
    } while (performance.now() < end);
    this.#misses = Math.min(this.#misses + 1, mostMisses);
    this.#leftOut = 2 ** this.#misses;
    return false;
  }
}
