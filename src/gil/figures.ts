/**
 * What one worker did under the lock: how long it held it, waited for it, was outside it.
 *
 * The worker alone writes, the main side reads at any time. A count is odd while they are written,
 * so that what is read belongs together: the three times always add up to the time that has passed.
 */

import { sharedTime } from "../core/clock.ts";
import { Atomics, Float64Array, Int32Array, Math, SharedArrayBuffer } from "../core/primordials.ts";

/** Where a worker stands. */
export const standing = { outside: 0, waiting: 1, holding: 2 } as const;

/** One of them. */
export type Standing = (typeof standing)[keyof typeof standing];

/** The 32-bit words, by position. */
const word = { writes: 0, standing: 1, count: 2 } as const;

/** The 64-bit floats after them: the time at each standing, then these. */
const float = { since: 3, born: 4, end: 5, switches: 6, count: 7 } as const;

const floatsAt = word.count * Int32Array.BYTES_PER_ELEMENT;

/** Times to look again for figures that belong together: their writer may be gone in their midst. */
const looks = 1000;

/** The figures so far, times in ms. */
export interface Reading {
  readonly holdMs: number;
  readonly waitMs: number;
  readonly outsideMs: number;
  readonly switches: number;
}

/** The figures of one worker. */
export class Figures {
  readonly #words: Int32Array;
  readonly #floats: Float64Array;

  constructor(shared: SharedArrayBuffer) {
    this.#words = new Int32Array(shared, 0, word.count);
    this.#floats = new Float64Array(shared, floatsAt, float.count);
  }

  /** Figures of a worker that begins its life now, outside the lock. */
  static make(): SharedArrayBuffer {
    const shared = new SharedArrayBuffer(floatsAt + float.count * Float64Array.BYTES_PER_ELEMENT);
    const floats = new Float64Array(shared, floatsAt);
    floats[float.since] = floats[float.born] = sharedTime();
    return shared;
  }

  /** The worker goes from where it stands to `next`. */
  move(next: Standing, at: number): void {
    const words = this.#words;
    Atomics.add(words, word.writes, 1);
    this.#account(at);
    words[word.standing] = next;
    Atomics.add(words, word.writes, 1);
  }

  /** The lock came to it from another worker. */
  switched(): void {
    this.#floats[float.switches]! += 1;
  }

  /** Its life has ended: its figures change no more. Told by the main side. */
  end(): void {
    this.#floats[float.end] = sharedTime();
  }

  /** Reads the figures as they are now, what has not ended included. */
  read(): Reading {
    for (let look = 0; look < looks; look++) {
      const writes = Atomics.load(this.#words, word.writes);
      const reading = this.#read();
      const isWhole = writes % 2 === 0 && Atomics.load(this.#words, word.writes) === writes;
      if (isWhole) return reading;
    }
    return this.#read();
  }

  #read(): Reading {
    const floats = this.#floats;
    const end = floats[float.end] || sharedTime();
    const passed = [floats[0]!, floats[1]!, floats[2]!] as const;
    const spent = (which: Standing) =>
      passed[which] + (this.#words[word.standing] === which ? end - floats[float.since]! : 0);
    const holdMs = Math.max(0, spent(standing.holding));
    const waitMs = Math.max(0, spent(standing.waiting));
    const outsideMs = Math.max(0, end - floats[float.born]! - holdMs - waitMs);
    return { holdMs, waitMs, outsideMs, switches: floats[float.switches]! };
  }

  #account(at: number): void {
    const floats = this.#floats;
    floats[this.#words[word.standing]!]! += at - floats[float.since]!;
    floats[float.since] = at;
  }
}
