/** Which task has which slot of the queue in shared memory: what only the pool knows. */

import { Array, Atomics, Int32Array } from "../core/primordials.ts";
import type { Payload } from "../ring/payload.ts";
import * as ring from "../ring/protocol.ts";
import { capacity, none, word } from "../ring/queue_words.ts";
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
  #used = 0;
  #abandoned = 0;

  constructor(words: Int32Array, payload: Payload) {
    this.#words = words;
    this.#payload = payload;
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
      if (this.#tenants[slot] === undefined) return slot;
      if (this.#used > capacity / 2) return none;
      this.#position = this.#position + 1 | 0;
    }
  }

  /** Gives a task the next slot; returns its position. */
  take(item: WorkItem): number {
    const position = this.#position;
    const slot = ring.slotOf(position);
    this.#position = position + 1 | 0;
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
    this.#payload.free(slot);
    if (this.#tenants[slot] === abandoned) this.#abandoned--;
    this.#tenants[slot] = undefined;
    this.#used--;
  }

  /** The tasks that no worker has claimed, oldest first. */
  *waiting(): Generator<WorkItem> {
    for (const position of this.#pendingPositions()) {
      const item = this.#tenants[ring.slotOf(position)];
      if (item && item !== abandoned) yield item;
    }
  }

  /** The slots that a worker has claimed, and whose they are. */
  claimedBy(owner: number): [number, Tenant][] {
    return [...this.#tenants.entries()].filter((entry): entry is [number, Tenant] =>
      entry[1] !== undefined && ring.isOwnedBy(this.#words, entry[0], owner)
    );
  }

  *#pendingPositions(): Generator<number> {
    const words = this.#words;
    const end = this.#position;
    for (let at = Atomics.load(words, word.head); at !== end; at = at + 1 | 0) {
      if (ring.isPending(words, at)) yield at;
    }
  }
}
