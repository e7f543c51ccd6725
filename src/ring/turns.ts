/** Lets the event loop turn, now and then, in a loop that would else run on in microtasks. */

import { word } from "./queue_words.ts";

/** Milliseconds without a turn. */
const patience = 4;

/** When the event loop turned last, as far as is known here. */
export class Turns {
  readonly #words: Int32Array;
  #last = performance.now();

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** The event loop has just turned. */
  turned(): void {
    this.#last = performance.now();
  }

  /** A promise that resolves in a later turn, if one is due. */
  pause(): Promise<unknown> | undefined {
    if (performance.now() - this.#last < patience) return undefined;
    const { async, value } = Atomics.waitAsync(this.#words, word.turn, 0);
    Atomics.notify(this.#words, word.turn);
    return async ? value : undefined;
  }
}
