/**
 * Which task has which slot of the queue in shared memory: what only the pool knows.
 *
 * A thread may write anything into that memory, by mistake or on purpose. So what is read there is
 * held against what is known here; if it can't be, the queue is damaged, and from then on nothing in
 * it is believed: all its tasks are tasks that wait.
 */

import { Array, Atomics, Int32Array, type Set } from "../core/primordials.ts";
import type { Payload } from "../ring/payload.ts";
import * as ring from "../ring/protocol.ts";
import { capacity, field, hasError, hasValue, none, slotAt, word } from "../ring/queue_words.ts";
import { unread } from "../wire/clone_error.ts";
import type { Outcome } from "../wire/messages.ts";
import { type ErrorRecord, recordHere } from "../wire/remote_error.ts";
import { setPlace, type WorkItem } from "./work_item.ts";

/** In the place of a task that was given up while its worker may still be at it. */
export const abandoned: unique symbol = Symbol("abandoned");

/** Who has a slot. */
export type Tenant = WorkItem | typeof abandoned;

/** The slots of one queue. */
export class Slots {
  readonly #words: Int32Array;
  readonly #payload: Payload;
  /** By slot. */
  readonly #tenants: (Tenant | undefined)[] = new Array(capacity).fill(undefined);
  /** The position at which each slot was published last. */
  readonly #positions = new Int32Array(capacity);
  /** The next position to publish. */
  #position = 0;
  /** The position after the last that was published. */
  #tail = 0;
  #used = 0;
  #abandoned = 0;
  #damage: string | undefined;

  constructor(words: Int32Array, payload: Payload) {
    this.#words = words;
    this.#payload = payload;
  }

  /** What shows that the queue is damaged, if it is. */
  get damage(): string | undefined {
    return this.#damage;
  }

  /** Notes that; what was seen first counts. */
  damaged(what: string): void {
    this.#damage ??= what;
  }

  /** How many are in use. */
  get used(): number {
    return this.#used;
  }

  /** How many have a task that somebody waits for. */
  get held(): number {
    return this.#used - this.#abandoned;
  }

  /** Who has a slot now. */
  tenant(slot: number): Tenant | undefined {
    return this.#tenants[slot];
  }

  /** The position at which a slot was published last. */
  position(slot: number): number {
    return this.#positions[slot]!;
  }

  /**
   * The slot to take next, which nobody has; `none` if there is none. One that is still in use, by
   * a task that runs for long, is left out, but only once the others have had their time to be free
   * again.
   */
  get next(): number {
    for (;;) {
      const slot = ring.slotOf(this.#position);
      if (this.#tenants[slot] === undefined) return this.#fresh(slot);
      if (this.#used > capacity / 2) return none;
      this.#position = this.#position + 1 | 0;
    }
  }

  /** A slot that nobody has has no page. */
  #fresh(slot: number): number {
    if (this.#payload.hasPage(slot)) this.damaged(`slot ${slot}, which is free, has a page`);
    return this.#damage === undefined ? slot : none;
  }

  /** Gives a task the next slot; returns its position. */
  take(item: WorkItem): number {
    const position = this.#position;
    const slot = ring.slotOf(position);
    this.#position = this.#tail = position + 1 | 0;
    this.#used++;
    this.#tenants[slot] = item;
    this.#positions[slot] = position;
    setPlace(item, slot);
    return position;
  }

  /** Its task is not to be told of any more; its worker has it still. */
  abandon(slot: number): void {
    this.#tenants[slot] = abandoned;
    this.#abandoned++;
  }

  /** Nobody has it any more. */
  free(slot: number): void {
    if (!this.#payload.free(slot)) this.damaged(`the page of slot ${slot} is not that slot's`);
    if (this.#tenants[slot] === abandoned) this.#abandoned--;
    this.#tenants[slot] = undefined;
    this.#used--;
  }

  /** Claims the oldest task in a worker's name; `none` if there is none. */
  claimFor(owner: number): number {
    if (this.#damage !== undefined) return none;
    // The worker goes on by itself if there are more holes than that.
    const slot = ring.claim(this.#words, owner, capacity);
    if (slot === none || this.#tenants[slot] !== undefined) return slot;
    this.damaged(`slot ${slot}, which is free, has a task`);
    return none;
  }

  /** Whether the tasks can begin and end where the queue says. */
  check(): boolean {
    const tail = Atomics.load(this.#words, word.tail);
    const head = Atomics.load(this.#words, word.head);
    if (tail === this.#tail && (tail - head | 0) >= 0) return true;
    this.damaged(`its tasks are from ${head} to ${tail}, not to ${this.#tail}`);
    return false;
  }

  /** Takes the slots that were finished since, oldest first. */
  collect(): readonly number[] {
    let slot = this.#damage === undefined ? ring.collect(this.#words) : none;
    if (slot === none) return nothing;
    const slots: number[] = [];
    for (; slot !== none; slot = ring.finishedBefore(this.#words, slot)) {
      if (slots.length === capacity || slot < 0 || slot >= capacity) {
        this.damaged(`slot ${slot} was finished, after ${slots.length} others`);
        return nothing;
      }
      slots.push(slot);
    }
    return slots.reverse();
  }

  /** How the task of a slot has ended; nothing if that can't be. */
  outcome(slot: number): Outcome | undefined {
    const ending = this.#words[slotAt(slot) + field.ref];
    if (ending !== hasValue && ending !== hasError) {
      this.damaged(`slot ${slot} has ended with ${ending}`);
      return undefined;
    }
    try {
      const value = this.#payload.readOne(slot);
      if (ending === hasValue) return { ok: true, value };
      return { ok: false, error: value as ErrorRecord };
    } catch (reason) {
      return { ok: false, error: recordHere(unread("the task's result", reason)) };
    }
  }

  /**
   * The tasks that no worker has claimed, oldest first.
   *
   * @param owners the workers that may have claimed some
   */
  *waiting(owners: Set<number>): Generator<WorkItem> {
    for (const position of this.#published()) {
      const slot = ring.slotOf(position);
      const item = this.#tenants[slot];
      if (item === undefined || item === abandoned || this.#positions[slot] !== position) continue;
      if (this.#isWaiting(position, owners)) yield item;
    }
  }

  #isWaiting(position: number, owners: Set<number>): boolean {
    if (ring.isPending(this.#words, position)) return true;
    const slot = ring.slotOf(position);
    const owner = ring.ownerOf(this.#words, slot);
    if (!owners.has(owner)) this.damaged(`slot ${slot} is claimed by ${owner}, which is nobody`);
    return this.#damage !== undefined;
  }

  /** The slots that a worker has claimed, and whose they are. */
  claimedBy(owner: number): [number, Tenant][] {
    if (this.#damage !== undefined) return [];
    return [...this.#tenants.entries()].filter((entry): entry is [number, Tenant] =>
      entry[1] !== undefined && ring.isOwnedBy(this.#words, entry[0], owner)
    );
  }

  /** The positions of all tasks, oldest first; not by `head`, which anybody may have moved. */
  #published(): number[] {
    const end = this.#position;
    return [...this.#positions]
      .filter((_, slot) => this.#tenants[slot] !== undefined)
      .sort((a, b) => (a - end | 0) - (b - end | 0));
  }
}

const nothing: readonly number[] = [];
