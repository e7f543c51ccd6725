/** Lets the event loop turn, now and then, in a loop that would else run on in microtasks. */

import { now } from "../core/clock.ts";
import { Atomics } from "../core/primordials.ts";
import { word } from "./queue_words.ts";

/** Milliseconds without a turn. */
const patience = 4;
/** Times without a turn, at most: more than fit into that, should the clock stand still. */
const mostTimes = 2 ** 15;

/** When the event loop turned last, as far as is known here. */
export class Turns {
  readonly #words: Int32Array;
  #last = now();
  #times = 0;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** The event loop has just turned. */
  turned(): void {
    this.#last = now();
    this.#times = 0;
  }

  /** A promise that resolves in a later turn, if one is due. */
  pause(): Promise<unknown> | undefined {
    if (now() - this.#last < patience && this.#times++ < mostTimes) return undefined;
    const { async, value } = Atomics.waitAsync(this.#words, word.turn, 0);
    Atomics.notify(this.#words, word.turn);
    return async ? value : undefined;
  }
}
