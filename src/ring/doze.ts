/** Sleeping deeply for a moment: to be woken takes half as long, but nothing else goes on. */

import { Atomics } from "../core/primordials.ts";
import { Habit } from "./habit.ts";

/**
 * For how long, in ms: longer than a tick of the system's clock, mostly 4. To set an alarm that is
 * due before that takes virtual machines as long as the waking.
 */
const moment = 5;

/** One worker's dozing, where it is worth it; an idle one sleeps so that its event loop goes on. */
export class Doze {
  readonly #words: Int32Array;
  readonly #habit = new Habit();

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Whether to; `isEnded()` is to follow. */
  isDue(): boolean {
    return this.#habit.isDue();
  }

  /** Sleeps on a word while it is `value`; whether that was ended, or could not begin. */
  isEnded(index: number, value: number): boolean {
    const ending = Atomics.wait(this.#words, index, value, moment);
    return this.#habit.note(ending !== "timed-out");
  }
}
