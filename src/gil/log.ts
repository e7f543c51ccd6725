/**
 * What happens to a worker at the lock, for an executor that records: one writes, the main side
 * reads. What finds no room is lost, and counted.
 */

import { Atomics, Float64Array, Int32Array, SharedArrayBuffer } from "../core/primordials.ts";

/** What may happen. */
export const happening = {
  waiting: 0,
  holding: 1,
  outside: 2,
  /** Another worker, the one with that id, was asked to let go. */
  dropRequest: 3,
  forcedSwitch: 4,
} as const;

/** One of them. */
export type Happening = (typeof happening)[keyof typeof happening];

/** How many events may wait to be read; a power of two. */
const capacity = 2 ** 14;

/** The 32-bit words in front. */
const word = { written: 0, read: 1, lost: 2, count: 4 } as const;

const timesAt = word.count * Int32Array.BYTES_PER_ELEMENT;
const kindsAt = timesAt + capacity * Float64Array.BYTES_PER_ELEMENT;
const bytes = kindsAt + 2 * capacity * Int32Array.BYTES_PER_ELEMENT;

/** One worker's events. */
export class Log {
  readonly #words: Int32Array;
  readonly #times: Float64Array;
  /** Two a place: what happened, and the id of another worker. */
  readonly #kinds: Int32Array;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new Int32Array(shared, 0, word.count);
    this.#times = new Float64Array(shared, timesAt, capacity);
    this.#kinds = new Int32Array(shared, kindsAt, 2 * capacity);
  }

  /** The memory of an empty one. */
  static make(): SharedArrayBuffer {
    return new SharedArrayBuffer(bytes);
  }

  /** How many were lost since the last time. */
  takeLost(): number {
    return Atomics.exchange(this.#words, word.lost, 0);
  }

  /**
   * Writes an event.
   *
   * @returns whether it is time to read: half of the room is taken
   */
  write(what: Happening, at: number, other = 0): boolean {
    const written = this.#words[word.written]!;
    const unread = (written - Atomics.load(this.#words, word.read)) | 0;
    if (unread >= capacity) {
      Atomics.add(this.#words, word.lost, 1);
      return false;
    }
    const place = written & (capacity - 1);
    this.#times[place] = at;
    this.#kinds[2 * place] = what;
    this.#kinds[2 * place + 1] = other;
    Atomics.store(this.#words, word.written, (written + 1) | 0);
    return unread === capacity / 2;
  }

  /** Reads what was written since the last time. */
  read(take: (what: Happening, at: number, other: number) => void): void {
    const end = Atomics.load(this.#words, word.written);
    for (let next = this.#words[word.read]!; next !== end; next = (next + 1) | 0) {
      const place = next & (capacity - 1);
      const what = this.#kinds[2 * place] as Happening;
      take(what, this.#times[place]!, this.#kinds[2 * place + 1]!);
    }
    Atomics.store(this.#words, word.read, end);
  }
}
