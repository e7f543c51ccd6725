/** Values as words, of tasks for which there is no slot yet. */

import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import { Int32Array } from "../core/primordials.ts";
import { pageWords } from "./queue_words.ts";

/** Values as a slot or a page would have them. */
export class KeptWords {
  readonly #words: Int32Array;
  readonly #at: number;
  readonly length: number;

  constructor(words: Int32Array, at: number, length: number) {
    this.#words = words;
    this.#at = at;
    this.length = length;
  }

  /** The values, anew. */
  read(): unknown[] {
    return new Decoder(this.#words).read(this.#at, this.#at + this.length);
  }

  copyTo(words: Int32Array, start: number): void {
    const from = this.#words;
    for (let index = 0, at = this.#at; index < this.length; index++) {
      words[start + index] = from[at + index]!;
    }
  }
}

/**
 * Memory for many tasks: one of each task's own would take longer to get than the values to write.
 * It is free when none of them waits any more.
 */
class Shelf {
  readonly #words = new Int32Array(4 * pageWords);
  readonly #encoder = new Encoder(this.#words);
  #at = 0;

  get isFull(): boolean {
    return this.#at + pageWords > this.#words.length;
  }

  keep(values: readonly unknown[]): KeptWords | undefined {
    const at = this.#at;
    if (!this.#encoder.write(values, at, at + pageWords)) return undefined;
    this.#at = this.#encoder.at;
    return new KeptWords(this.#words, at, this.#at - at);
  }
}

let shelf: Shelf | undefined;
let isWriting = false;

/** Keeps values; `undefined` if they have to go another way. */
export function keepWords(values: readonly unknown[]): KeptWords | undefined {
  // A proxy among the values may have submitted a task of its own.
  if (isWriting) return undefined;
  if (shelf === undefined || shelf.isFull) shelf = new Shelf();
  isWriting = true;
  const kept = shelf.keep(values);
  isWriting = false;
  return kept;
}
