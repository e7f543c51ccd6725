/** Arguments on their way into a slot and, if its worker never began the task, out of it. */

import { KeptWords } from "../ring/kept_words.ts";
import type { Payload, Written } from "../ring/payload.ts";
import { beside, field, slotAt } from "../ring/queue_words.ts";
import { areMarked, areRaw } from "./arguments.ts";
import { argsOf, isChunk, setArgs, type WorkItem } from "./work_item.ts";

/** The arguments in the slots of one queue. */
export class SlotArguments {
  readonly #words: Int32Array;
  readonly #payload: Payload;
  #isWriting = false;

  constructor(words: Int32Array, payload: Payload) {
    this.#words = words;
    this.#payload = payload;
  }

  /** Whether a slot is being written, which may run a trap of a proxy of the user's. */
  get isWriting(): boolean {
    return this.#isWriting;
  }

  write(slot: number, item: WorkItem): Written {
    const args = argsOf(item);
    if (args instanceof KeptWords) return this.#payload.writeKept(slot, args);
    if (!areRaw(args) || areMarked(args, isChunk(item))) return "refused";
    this.#isWriting = true;
    const written = this.#payload.write(slot, args);
    this.#isWriting = false;
    return written;
  }

  /**
   * What a slot holds may have changed since where it came from: from now on the task has that.
   * False if it holds nothing.
   */
  takeOut(slot: number, item: WorkItem): boolean {
    const isHere = this.#words[slotAt(slot) + field.ref] !== beside;
    if (!isHere || !areRaw(argsOf(item))) return true;
    try {
      setArgs(item, this.#payload.read(slot));
      return true;
    } catch {
      return false;
    }
  }
}
