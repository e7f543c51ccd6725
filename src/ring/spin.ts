/** Looking at a word for a moment before sleeping on it: to be waked takes longer than most tasks. */

import { Habit } from "./habit.ts";

/** For how long to look, in ms: about what it takes to fall asleep and to be waked. */
const moment = 0.05;
/** Looks between two readings of the clock, which takes several times as long. */
const looks = 16;

/** One side's looking, where that is worth it; an idle one doesn't look but sleeps. */
export class Spin {
  readonly #words: Int32Array;
  readonly #habit = new Habit();

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Whether a word has stopped being `value` within a moment. */
  sees(index: number, value: number): boolean {
    return this.#habit.isDue() && this.#habit.note(this.#looks(index, value));
  }

  #looks(index: number, value: number): boolean {
    const end = performance.now() + moment;
    do {
      for (let look = 0; look < looks; look++) {
        if (Atomics.load(this.#words, index) !== value) return true;
      }
    } while (performance.now() < end);
    return false;
  }
}
