/** Where a task's values stand: in its slot or, if they are longer, in a page that it has then. */

import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import type { KeptWords } from "./kept_words.ts";
import { givePage, takePage } from "./protocol.ts";
import { field, none, pageAt, pageCount, pageWords, slotAt, slotWords } from "./queue_words.ts";

/** What has become of values: they stand there, have to go another way, or lack a page. */
export type Written = "written" | "refused" | "crowded";

/** The values of all slots, for who has them at the time. */
export class Payload {
  readonly #words: Int32Array;
  readonly #encoder: Encoder;
  readonly #decoder: Decoder;

  constructor(words: Int32Array) {
    this.#words = words;
    this.#encoder = new Encoder(words);
    this.#decoder = new Decoder(words);
  }

  /** Writes the values of a slot: the arguments, or the one that its task ended with. */
  write(slot: number, values: readonly unknown[]): Written {
    const at = slotAt(slot);
    if (this.#words[at + field.page] !== 0) return this.#writePage(slot, values);
    if (this.#encoder.write(values, at + field.values, at + slotWords)) return "written";
    if (!this.#encoder.isFull) return "refused";
    const page = takePage(this.#words);
    if (page === none) return "crowded";
    this.#words[at + field.page] = page + 1;
    const written = this.#writePage(slot, values);
    if (written === "refused") this.free(slot);
    return written;
  }

  /** Writes the arguments of a slot that were kept for it. */
  writeKept(slot: number, kept: KeptWords): Written {
    if (kept.length > slotWords - field.values) {
      const page = takePage(this.#words);
      if (page === none) return "crowded";
      this.#words[slotAt(slot) + field.page] = page + 1;
    }
    kept.copyTo(this.#words, this.#valuesAt(slot));
    return "written";
  }

  /**
   * Reads the arguments.
   *
   * @throws if there are none
   */
  read(slot: number): unknown[] {
    const page = this.#pageOf(slot);
    return page === none
      ? this.#decoder.read(slotAt(slot) + field.values, slotAt(slot + 1))
      : this.#decoder.read(pageAt(page), pageAt(page + 1));
  }

  /**
   * Reads the one value.
   *
   * @throws if there is none
   */
  readOne(slot: number): unknown {
    const page = this.#pageOf(slot);
    return page === none
      ? this.#decoder.readOne(slotAt(slot) + field.values, slotAt(slot + 1))
      : this.#decoder.readOne(pageAt(page), pageAt(page + 1));
  }

  /** Gives back the page of a slot that has one. */
  free(slot: number): void {
    const at = slotAt(slot) + field.page;
    const page = this.#words[at]! - 1;
    if (page === none) return;
    this.#words[at] = 0;
    givePage(this.#words, page);
  }

  #writePage(slot: number, values: readonly unknown[]): Written {
    const start = this.#valuesAt(slot);
    return this.#encoder.write(values, start, start + pageWords) ? "written" : "refused";
  }

  #valuesAt(slot: number): number {
    const page = this.#pageOf(slot);
    return page === none ? slotAt(slot) + field.values : pageAt(page);
  }

  #pageOf(slot: number): number {
    const next = this.#words[slotAt(slot) + field.page]!;
    if (next >>> 0 > pageCount) throw new RangeError(`Cannot find page ${next - 1}`);
    return next - 1;
  }
}
