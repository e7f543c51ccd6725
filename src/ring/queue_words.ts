/**
 * The words of the queue in shared memory: what stands where.
 *
 * `README.md` beside this file tells the protocol over these words.
 */

import { mostBytes } from "../codec/text.ts";
import { Int32Array, SharedArrayBuffer } from "../core/primordials.ts";

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
  /** Which pages somebody has, a bit each. */
  pages: 192,
  slots: 224,
} as const;

/** What `word.lookout` says. */
export const lookout = {
  nobody: 0,
  /** A worker looks; nobody need be woken. */
  awake: 1,
  /** A worker sleeps on the word, and is woken before all others. */
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
  /** Which function the task calls, or `beside`; once finished, `hasValue` or `hasError`. */
  ref: 2,
  /** The page that the values stand in, plus one; 0: they stand here. */
  page: 3,
  /** The arguments; once finished, the value or the error. */
  values: 4,
} as const;

/** In place of a function's number: the task is sent by message to the worker that claims it. */
export const beside = 0;

/** How a task ended. */
export const hasValue = 0;
export const hasError = 1;

/** How many pages there are for values that are too long for a slot: a multiple of 32. */
export const pageCount = 64;

/** Words of a page: two columns of a thousand doubles. */
export const pageWords: number = mostBytes / 4;

/** No slot, no page. */
export const none = -1;

/** Where a slot begins. */
export function slotAt(slot: number): number {
  return word.slots + slot * slotWords;
}

/** Where a page begins. */
export function pageAt(page: number): number {
  return slotAt(capacity) + page * pageWords;
}

/** Bytes of a queue. */
export const queueBytes: number = 4 * pageAt(pageCount);

/**
 * The memory of a queue. It may grow, so that engines map it and give it back whole, although it
 * never does: in the heap of C, where Node's other memory is, each queue left a hole behind.
 */
export function makeQueue(): SharedArrayBuffer {
  return new SharedArrayBuffer(queueBytes, { maxByteLength: queueBytes });
}

/** The words of a queue. Of a fixed length: who must ask for that at each access takes longer. */
export function wordsOf(queue: SharedArrayBuffer): Int32Array {
  return new Int32Array(queue, 0, queueBytes / 4);
}
