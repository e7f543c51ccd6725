/**
 * The moves of the protocol: who writes what in which order. `README.md` has the reasons.
 *
 * One pool publishes, withdraws and collects; any number of workers claim and finish. Every access
 * to a word that both sides write is atomic, and so are these moves: each has one instruction that
 * decides it. A test runs this very text in every interleaving of its atomic instructions.
 */

import { Atomics, Math } from "../core/primordials.ts";
import { capacity, field, lookout, none, pageCount, slotAt, word } from "./queue_words.ts";

// A state is a kind in the low bits and, above it, a position (pending) or an owner (claimed).
const kindBits = 2;
const kindMask = 3;
const free = 0;
const pendingKind = 1;
const claimedKind = 2;

function pending(position: number): number {
  return position << kindBits | pendingKind;
}

/** The slot of a position. */
export function slotOf(position: number): number {
  return position & (capacity - 1);
}

/** Pool: makes a slot that has been written claimable; `wake()` is to follow. */
export function publish(words: Int32Array, position: number): void {
  Atomics.store(words, slotAt(slotOf(position)) + field.state, pending(position));
  Atomics.store(words, word.tail, position + 1 | 0);
}

/** Pool: whether the last task that was published needs no `wake()`. */
export function isSeenTo(words: Int32Array, position: number): boolean {
  const state = Atomics.load(words, slotAt(slotOf(position)) + field.state);
  return state !== pending(position) || Atomics.load(words, word.lookout) === lookout.awake;
}

/** Pool: wakes a worker if none looks out awake. */
export function wake(words: Int32Array): void {
  const seen = Atomics.load(words, word.lookout);
  if (seen === lookout.nobody && Atomics.load(words, word.sleepers) > 0) {
    Atomics.notify(words, word.tail, 1);
  }
  if (seen !== lookout.dozing) return;
  const found = Atomics.compareExchange(words, word.lookout, lookout.dozing, lookout.awake);
  if (found === lookout.dozing) Atomics.notify(words, word.lookout, 1);
}

/** Pool: takes a task back; false if a worker has claimed it. */
export function withdraw(words: Int32Array, position: number): boolean {
  const state = slotAt(slotOf(position)) + field.state;
  const expected = pending(position);
  return Atomics.compareExchange(words, state, expected, free) === expected;
}

/** Pool: whether no worker has claimed the task of a position. */
export function isPending(words: Int32Array, position: number): boolean {
  return Atomics.load(words, slotAt(slotOf(position)) + field.state) === pending(position);
}

/**
 * Worker (or the pool in its name): takes the oldest task; `none` if there is none among the next
 * `most` positions.
 */
export function claim(words: Int32Array, owner: number, most: number = Infinity): number {
  for (let step = 0; step < most; step++) {
    const position = Atomics.load(words, word.head);
    if (position === Atomics.load(words, word.tail)) return none;
    const state = slotAt(slotOf(position)) + field.state;
    const expected = pending(position);
    const claimed = owner << kindBits | claimedKind;
    const found = Atomics.compareExchange(words, state, expected, claimed);
    Atomics.compareExchange(words, word.head, position, position + 1 | 0);
    if (found === expected) return slotOf(position);
  }
  return none;
}

/** Worker: begins to look out for a task, awake; false if another one does. */
export function beginLookout(words: Int32Array): boolean {
  const found = Atomics.compareExchange(words, word.lookout, lookout.nobody, lookout.awake);
  return found === lookout.nobody;
}

/** Worker: is to look out asleep, on `lookout` as long as it says `dozing`; false if it must not. */
export function doze(words: Int32Array, tail: number): boolean {
  const found = Atomics.compareExchange(words, word.lookout, lookout.awake, lookout.dozing);
  return found === lookout.awake && Atomics.load(words, word.tail) === tail;
}

/** Worker (or the pool in its name): ends that; what came meanwhile has woken nobody else. */
export function endLookout(words: Int32Array): void {
  Atomics.store(words, word.lookout, lookout.nobody);
}

/** Worker: is to sleep on `tail`; `endSleep()` is to follow. */
export function beginSleep(words: Int32Array): void {
  Atomics.add(words, word.sleepers, 1);
}

/** Worker: sleeps no more. */
export function endSleep(words: Int32Array): void {
  Atomics.sub(words, word.sleepers, 1);
}

/** Worker: wakes another if there is more to claim, after its first claim since it was idle. */
export function passOn(words: Int32Array): void {
  const head = Atomics.load(words, word.head);
  if (head === Atomics.load(words, word.tail)) return;
  if (Atomics.load(words, word.sleepers) > 0) Atomics.notify(words, word.tail, 1);
}

/** Worker: gives a slot back with its outcome written, and wakes the pool if it sleeps. */
export function finish(words: Int32Array, slot: number): void {
  let first = Atomics.load(words, word.finished);
  for (;;) {
    Atomics.store(words, slotAt(slot) + field.next, first);
    const found = Atomics.compareExchange(words, word.finished, first, slot + 1);
    if (found === first) break;
    first = found;
  }
  if (first === 0) Atomics.notify(words, word.finished);
}

/** Pool: takes all slots that were finished since; the last, or `none`, see `finishedBefore()`. */
export function collect(words: Int32Array): number {
  return Atomics.exchange(words, word.finished, 0) - 1;
}

/** Pool: the slot that was finished before one that was collected, or `none`. */
export function finishedBefore(words: Int32Array, slot: number): number {
  return Atomics.load(words, slotAt(slot) + field.next) - 1;
}

/** Who has a slot: takes a page that nobody has; `none` if there is none. */
export function takePage(words: Int32Array): number {
  for (let page = 0; page < pageCount; page += 32) {
    for (;;) {
      const taken = Atomics.load(words, word.pages + page / 32);
      const bit = ~taken & (taken + 1);
      if (bit === 0) break;
      const found = Atomics.compareExchange(words, word.pages + page / 32, taken, taken | bit);
      if (found === taken) return page + 31 - Math.clz32(bit);
    }
  }
  return none;
}

/** Who has a page: gives it back; false if nobody had it. */
export function givePage(words: Int32Array, page: number): boolean {
  const taken = Atomics.and(words, word.pages + Math.floor(page / 32), ~(1 << page));
  return (taken >>> page & 1) === 1;
}

/** Pool: which worker has claimed a slot; 0 if none has. */
export function ownerOf(words: Int32Array, slot: number): number {
  const state = Atomics.load(words, slotAt(slot) + field.state);
  return (state & kindMask) === claimedKind ? state >>> kindBits : 0;
}

/** Pool: whether a slot is claimed by a worker; what is no slot isn't. */
export function isOwnedBy(words: Int32Array, slot: number, owner: number): boolean {
  if (!(slot >= 0 && slot < capacity)) return false;
  const state = Atomics.load(words, slotAt(slot) + field.state);
  return state === (owner << kindBits | claimedKind);
}
