/**
 * The words of the queue in shared memory: what stands where.
 *
 * `README.md` beside this file tells the protocol over these words.
 */

/** How many tasks have a place in the queue at once; a power of two, and a position's slot. */
export const capacity = 2048;

/** The queue's own words, each on a cache line of its own. */
export const word = {
  /** The first position that may have a task to claim. */
  head: 0,
  /** The position after the last task. Workers without a task sleep on it. */
  tail: 32,
  /** The slot that was finished last, plus one; 0: none. The pool sleeps on it. */
  finished: 64,
  /** Nobody's: who waits for it to be notified lets the event loop turn. */
  turn: 96,
  /** Whether a worker looks out for the next task, and how. */
  lookout: 128,
  /** How many workers sleep on `tail`, or are about to: to notify nobody takes as long as a task. */
  sleepers: 160,
  slots: 192,
} as const;

/** What `word.lookout` says. */
export const lookout = {
  nobody: 0,
  /** A worker looks; nobody need be waked. */
  awake: 1,
  /** A worker sleeps on the word, and is waked before all others. */
  dozing: 2,
} as const;

/** Words of a slot. */
export const slotWords = 32;

/** The words of a slot, by position in it. */
export const field = {
  /** Who may do what with it. */
  state: 0,
  /** Finished: the slot that was finished before it, plus one. */
  next: 1,
  /** Which function the task calls, or `beside`; once finished, nothing. */
  ref: 2,
  /** The arguments; once finished, the value. */
  values: 3,
} as const;

/** In place of a function's number: the task is sent by message to the worker that claims it. */
export const beside = 0;

/** No slot. */
export const none = -1;

/** Where a slot begins. */
export function slotAt(slot: number): number {
  return word.slots + slot * slotWords;
}

/** Bytes of a queue. */
export const queueBytes: number = 4 * slotAt(capacity);
