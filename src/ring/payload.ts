/** Where a task's values stand: in its slot or, if they are longer, in a page that it has then. */

import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import { Int32Array } from "../core/primordials.ts";
import type { KeptWords } from "./kept_words.ts";
import { givePage, takePage } from "./protocol.ts";
import { field, none, pageAt, pageCount, slotAt, slotWords } from "./queue_words.ts";

/** What has become of values: they stand there, have to go another way, or lack a page. */
export type Written = "written" | "refused" | "crowded";

/** The values of all slots, for who has them at the time. */
export class Payload {
  readonly #words: Int32Array;
  readonly #encoder: Encoder;
  readonly #decoder: Decoder;
  /** The slots for which pages were taken on this side, plus one: what is known of who has a page. */
  readonly #takers = new Int32Array(pageCount);

  constructor(words: Int32Array) {
    this.#words = words;
    this.#encoder = new Encoder(words);
    this.#decoder = new Decoder(words);
  }

  /** Writes the values of a slot: the arguments, or the one that its task ended with. */
  write(slot: number, values: readonly unknown[]): Written {
    const at = slotAt(slot);
    const page = this.#words[at + field.page]! - 1;
    if (page !== none) return this.#writePage(page, values);
    if (this.#encoder.write(values, at + field.values, at + slotWords)) return "written";
    if (!this.#encoder.isFull) return "refused";
    const taken = this.#takePage(slot);
    if (taken === none) return "crowded";
    const written = this.#writePage(taken, values);
    if (written === "refused") this.free(slot);
    return written;
  }

  /** Writes the arguments of a slot that were kept for it. */
  writeKept(slot: number, kept: KeptWords): Written {
    let start = slotAt(slot) + field.values;
    if (kept.length > slotWords - field.values) {
      const page = this.#takePage(slot);
      if (page === none) return "crowded";
      start = pageAt(page);
    }
    kept.copyTo(this.#words, start);
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

  /** Whether a slot has a page. */
  hasPage(slot: number): boolean {
    return this.#words[slotAt(slot) + field.page] !== 0;
  }

  /** Gives back the page of a slot that has one; false if that can't be the slot's. */
  free(slot: number): boolean {
    const at = slotAt(slot) + field.page;
    const page = this.#words[at]! - 1;
    if (page === none) return true;
    this.#words[at] = 0;
    const taker = this.#takers[page];
    if (taker === undefined || taker !== 0 && taker !== slot + 1) return false;
    this.#takers[page] = 0;
    return givePage(this.#words, page);
  }

  #takePage(slot: number): number {
    const page = takePage(this.#words);
    if (page === none) return none;
    this.#words[slotAt(slot) + field.page] = page + 1;
    this.#takers[page] = slot + 1;
    return page;
  }

  #writePage(page: number, values: readonly unknown[]): Written {
    if (!isPage(page)) return "refused";
    return this.#encoder.write(values, pageAt(page), pageAt(page + 1)) ? "written" : "refused";
  }

  #pageOf(slot: number): number {
    const page = this.#words[slotAt(slot) + field.page]! - 1;
    if (page === none || isPage(page)) return page;
    throw new RangeError(`Cannot read page ${page} of ${pageCount}`);
  }
}

function isPage(page: number): boolean {
  return page >= 0 && page < pageCount;
}
