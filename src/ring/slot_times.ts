/** When each slot's task began and ended, and on which worker: for an executor that records. */

import { Float64Array, SharedArrayBuffer } from "../core/primordials.ts";
import { capacity } from "./queue_words.ts";

/** 64-bit floats a slot, by position. */
const field = { start: 0, end: 1, owner: 2, count: 3 } as const;

/** The times of all slots of a queue, beside it. */
export class SlotTimes {
  readonly #floats: Float64Array;

  constructor(shared: SharedArrayBuffer) {
    this.#floats = new Float64Array(shared);
  }

  /** The memory of one. */
  static make(): SharedArrayBuffer {
    return new SharedArrayBuffer(capacity * field.count * Float64Array.BYTES_PER_ELEMENT);
  }

  /** The slot has a new task. */
  clear(slot: number): void {
    this.#floats[slot * field.count + field.start] = 0;
    this.#floats[slot * field.count + field.end] = 0;
  }

  /** Its task begins. */
  begin(slot: number, owner: number, at: number): void {
    this.#floats[slot * field.count + field.start] = at;
    this.#floats[slot * field.count + field.owner] = owner;
  }

  /** Its task has ended. */
  end(slot: number, at: number): void {
    this.#floats[slot * field.count + field.end] = at;
  }

  /** What is known, in ms on the scale that all threads share; `end` is 0 before the task's. */
  read(slot: number): { start: number; end: number; owner: number } | undefined {
    const floats = this.#floats;
    const at = slot * field.count;
    const start = floats[at + field.start]!;
    const end = floats[at + field.end]!;
    // A time is a number that is no NaN.
    if (!(start > 0 && end >= 0)) return undefined;
    return { start, end, owner: floats[at + field.owner]! };
  }
}
