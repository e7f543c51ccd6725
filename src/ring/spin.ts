/** Looking at a word for a moment before sleeping on it: to be woken takes longer than most tasks. */

import { now } from "../core/clock.ts";
import { Atomics } from "../core/primordials.ts";
import { Habit } from "./habit.ts";

/** For how long to look, in ms: about what it takes to fall asleep and to be woken. */
const moment = 0.05;
/** Looks between two readings of the clock, which takes several times as long. */
const looks = 16;
/** Readings, at most: some times what a moment has room for, should the clock stand still. */
const readings = 2048;

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
    const end = now() + moment;
    for (let reading = 0; reading < readings; reading++) {
      for (let look = 0; look < looks; look++) {
        if (Atomics.load(this.#words, index) !== value) return true;
      }
      if (now() >= end) break;
    }
    return false;
  }
}
