/**
 * The lock's moves over its words: what is atomic in it, and nothing else.
 *
 * A browser may tell that a worker has ended while it still runs, and end it at any instruction
 * later. So each move holds whoever else is, has left or has ended in the middle of one;
 * `tests/gil/moves.test.ts` reads this text and runs it in every interleaving.
 */

import { Atomics } from "../core/primordials.ts";
import { lookAt, seatAt, turnOf, word } from "./protocol.ts";

/** Whether a worker has its seat still, as far as the main side has been told. */
export function isSeated(words: Int32Array, me: number): boolean {
  return Atomics.load(words, seatAt(me)) === me;
}

/** Gets the lock if nobody has it, or who has it has left; whoever gets it begins a turn. */
export function seize(words: Int32Array, me: number): boolean {
  const owner = Atomics.compareExchange(words, word.owner, 0, me);
  if (owner === 0) return true;
  if (Atomics.load(words, seatAt(owner)) === owner) return false;
  return Atomics.compareExchange(words, word.owner, owner, me) === owner;
}

/** Begins a turn, of which nothing was asked so far; returns its number. */
export function beginTurn(words: Int32Array, me: number): number {
  const turn = turnOf(Atomics.add(words, word.turn, 1) + 1);
  Atomics.store(words, lookAt(me), 0);
  if (Atomics.load(words, word.dropRequest) !== 0) Atomics.store(words, word.dropRequest, 0);
  return turn;
}

/** Writes down who has the lock; true if that is another than before, who may wait to see it. */
export function follow(words: Int32Array, me: number): boolean {
  if (Atomics.exchange(words, word.last, me) === me) return false;
  Atomics.add(words, word.switches, 1);
  Atomics.notify(words, word.last);
  return true;
}

/** The worker to wait for; 0 if the lock can be had. */
export function ownerToAwait(words: Int32Array): number {
  const owner = Atomics.load(words, word.owner);
  if (owner === 0) return 0;
  return Atomics.load(words, seatAt(owner)) === owner ? owner : 0;
}

/** Asks the owner to let go; returns it if nobody else has asked it in this turn, else 0. */
export function ask(words: Int32Array): number {
  const turn = turnOf(Atomics.load(words, word.turn));
  // It is this turn's owner or a later one: read before, it could be one who is gone.
  const owner = Atomics.load(words, word.owner);
  if (owner === 0) return 0;
  const isAsked = Atomics.exchange(words, word.dropRequest, turn) === turn;
  Atomics.store(words, lookAt(owner), 1);
  return isAsked ? 0 : owner;
}

/** Whether the owner is asked to let go; what came too late for an earlier turn is taken back. */
export function isAsked(words: Int32Array, turn: number): boolean {
  const asked = Atomics.load(words, word.dropRequest);
  if (asked === 0 || asked === turn) return asked === turn;
  // Who has left may have begun a turn of its own in the middle of this one: that is this one, then.
  if (asked === turnOf(Atomics.load(words, word.turn))) return true;
  Atomics.compareExchange(words, word.dropRequest, asked, 0);
  return false;
}

/** Gives the lock up and wakes one who waits; false if it was not its own any more. */
export function letGo(words: Int32Array, me: number): boolean {
  if (Atomics.compareExchange(words, word.owner, me, 0) !== me) return false;
  Atomics.notify(words, word.owner, 1);
  return true;
}

/**
 * A worker has left its seat, and nobody waits for it any more. It may take the lock once more as
 * long as it runs on: who waits then sees that it has left. All are woken, as the one of them that
 * was woken last may be this one.
 */
export function leave(words: Int32Array, id: number): void {
  Atomics.compareExchange(words, seatAt(id), id, 0);
  // Should its thread live on, its next check ends it.
  Atomics.store(words, lookAt(id), 1);
  Atomics.compareExchange(words, word.owner, id, 0);
  Atomics.notify(words, word.owner);
}
