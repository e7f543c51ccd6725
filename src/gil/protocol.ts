/**
 * The lock's shared memory: its words, and a seat for each worker under it.
 *
 * `README.md` beside this file tells the protocol over these words.
 */

/** The 32-bit words of the lock, by position. */
export const word = {
  /** The id of the worker that holds the lock; 0: free. Waiters sleep on it. */
  owner: 0,
  /** The id of the worker that took the lock last. A holder forced to switch sleeps on it. */
  last: 1,
  /** How often the lock went from one worker to another. */
  switches: 2,
  /** The number of the latest turn: each taking of the lock is one. */
  turn: 3,
  /** The turn whose holder is asked to drop the lock; 0: none. */
  dropRequest: 4,
  /** The switch interval, in microseconds. */
  intervalUs: 5,
  /** How often a holder was asked to drop the lock. */
  dropRequests: 6,
  /** How often a holder that was asked waited for another to take the lock. */
  forcedSwitches: 7,
  count: 16,
} as const;

/** How far the words of two seats are apart: each has a cache line of its own. */
const seatStride = 16;

/** How many workers one lock seats at a time. */
export const seatLimit = 1024;

/** All words of a lock, with those of its seats. */
export const wordCount: number = word.count + seatLimit * seatStride;

/** The place of a worker; the ids of two that sit at the same time have different ones. */
export function placeOf(id: number): number {
  return id % seatLimit;
}

/** The position of the word that a worker looks at, see `GilSeat.look`. */
export function lookAt(id: number): number {
  return word.count + placeOf(id) * seatStride;
}

/** The position of the word that holds a worker's id while it has its seat. */
export function seatAt(id: number): number {
  return lookAt(id) + 1;
}

/** A worker's place at the lock; structured-cloneable, shared with the worker as it starts. */
export interface GilSeat {
  /** Unique under this lock, from 1; says where its words are. */
  readonly id: number;
  /** The worker's name. */
  readonly name: string;
  /** The lock's words, shared by all. */
  readonly words: SharedArrayBuffer;
  /**
   * The position of this worker's own word among them: checks look at it and at nothing else. Not 0
   * if the worker must take the lock before it runs on, or may have been asked to drop it.
   */
  readonly look: number;
  /** This worker's figures, see `figures.ts`. */
  readonly figures: SharedArrayBuffer;
  /** What happens to it at the lock, if somebody records: see `log.ts`. */
  readonly log?: SharedArrayBuffer;
}

/** Turns wrap here, well before they could be negative. */
const largestTurn = 2 ** 31 - 1;

/** A turn's number, out of a count that may have wrapped: never 0, which is no turn's. */
export function turnOf(count: number): number {
  return count & largestTurn || 1;
}
