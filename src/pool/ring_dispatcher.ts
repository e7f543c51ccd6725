/**
 * The dispatcher of threads: a queue in shared memory, from which whoever is free takes the next.
 *
 * What a slot can't hold goes by message to the worker that claimed it. `ring/README.md` tells the
 * protocol; here is the pool's side of it: which task has which slot, and when to look for outcomes.
 */

import { hasListeners } from "../core/future.ts";
import type { DispatchMessage, Outcome, ResultMessage } from "../wire/messages.ts";
import type { ErrorRecord } from "../wire/remote_error.ts";
import { anyMarked } from "../wire/transfer.ts";
import { Codec } from "../ring/codec.ts";
import * as ring from "../ring/protocol.ts";
import {
  beside,
  capacity,
  field,
  none,
  queueBytes,
  slotAt,
  slotWords,
  word,
} from "../ring/queue_words.ts";
import { Spin } from "../ring/spin.ts";
import { Turns } from "../ring/turns.ts";
import type { Dispatcher, DispatcherEvents } from "./dispatcher.ts";
import { postSlot, postTask } from "./post_task.ts";
import { begun, waiting, type WorkItem } from "./work_item.ts";
import { WorkQueue } from "./work_queue.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** A worker that takes tasks, or did. */
interface Link {
  readonly worker: WorkerHandle;
  readonly owner: number;
  /** Not 0 once it is detached. */
  readonly closed: Int32Array;
}

/** In the place of a task that was given up while its worker may still be at it. */
const abandoned = Symbol("abandoned");

/** A queue in shared memory. */
export class RingDispatcher implements Dispatcher {
  readonly #events: DispatcherEvents;
  readonly #words = new Int32Array(new SharedArrayBuffer(queueBytes));
  readonly #codec = new Codec(this.#words);
  readonly #turns = new Turns(this.#words);
  readonly #spin = new Spin(this.#words);
  /** Those for which there is no slot yet. */
  readonly #queue = new WorkQueue();
  /** By slot. */
  readonly #items: (WorkItem | typeof abandoned | undefined)[] = new Array(capacity).fill(
    undefined,
  );
  /** The position at which each slot was published last. */
  readonly #positions = new Int32Array(capacity);
  readonly #links = new Map<WorkerHandle, Link>();
  /** What has come and is not told yet: tasks and, at the same index, their outcomes. */
  #arrived: WorkItem[] = [];
  #outcomes: Outcome[] = [];
  #attached = 0;
  #owners = 0;
  /** The next position to publish. */
  #position = 0;
  /** How many slots are in use. */
  #used = 0;
  /** Whether a slot is being written, which may run a getter of the user's. */
  #writing = false;
  #looksSoon = false;
  #asleep = false;

  constructor(events: DispatcherEvents) {
    this.#events = events;
  }

  get queued(): number {
    return this.#queue.size + this.#countPending();
  }

  get idle(): number {
    return this.#attached - (this.#used - this.#countPending());
  }

  enqueue(item: WorkItem): void {
    if (this.#queue.size > 0 || !this.#place(item)) {
      this.#queue.push(item);
      this.#collect();
      this.#refill();
    }
    this.#lookSoon();
  }

  begun({ place }: WorkItem): boolean {
    if (place < 0) return place === begun;
    return !ring.isPending(this.#words, this.#positions[place]!);
  }

  withdraw(item: WorkItem): boolean {
    const slot = item.place;
    if (slot < 0) return slot === waiting && this.#queue.remove(item);
    if (!ring.withdraw(this.#words, this.#positions[slot]!)) return false;
    item.place = waiting;
    this.#free(slot);
    this.#lookSoon();
    return true;
  }

  *waiting(): Generator<WorkItem> {
    for (const position of this.#pendingPositions()) {
      const item = this.#items[ring.slotOf(position)];
      if (item && item !== abandoned) yield item;
    }
    yield* this.#queue;
  }

  attach(worker: WorkerHandle): void {
    const queue = this.#words.buffer as SharedArrayBuffer;
    const closed = new SharedArrayBuffer(4);
    const owner = ++this.#owners;
    this.#links.set(worker, { worker, owner, closed: new Int32Array(closed) });
    this.#attached++;
    worker.post({ type: "pull", queue, owner, closed });
  }

  detach(worker: WorkerHandle): WorkItem[] {
    const link = this.#links.get(worker);
    if (!link) return [];
    this.#collect();
    this.#lookSoon();
    return isClosed(link) ? this.#forget(link) : this.#close(link);
  }

  receive(worker: WorkerHandle, message: DispatchMessage): void {
    const link = this.#links.get(worker);
    if (!link) return;
    if (message.type === "ask") this.#send(link, message.slot);
    else this.#takeResult(link, message);
    this.#look();
  }

  /** What it has claimed by now it has begun; what it claims from now on it won't begin. */
  #close(link: Link): WorkItem[] {
    this.#attached--;
    Atomics.store(link.closed, 0, 1);
    return this.#claimedBy(link).flatMap(([slot, item]) => {
      if (item === abandoned) return [];
      this.#items[slot] = abandoned;
      item.place = begun;
      return item;
    });
  }

  #forget(link: Link): WorkItem[] {
    this.#links.delete(link.worker);
    // A worker that died when it was waked, or looked out, has not passed it on.
    ring.endLookout(this.#words);
    Atomics.notify(this.#words, word.tail);
    return this.#claimedBy(link).flatMap(([slot, item]) => {
      this.#free(slot);
      if (item === abandoned) return [];
      item.place = waiting;
      return item;
    });
  }

  /** The slots that a worker has claimed, and whose they are. */
  #claimedBy({ owner }: Link): [number, WorkItem | typeof abandoned][] {
    return [...this.#items.entries()].filter((
      entry,
    ): entry is [number, WorkItem | typeof abandoned] =>
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

  #countPending(): number {
    let count = 0;
    for (const _ of this.#pendingPositions()) count++;
    return count;
  }

  /** Gives a task a slot; false if there is none. */
  #place(item: WorkItem): boolean {
    if (!this.#hasRoom()) return false;
    const position = this.#position;
    const slot = ring.slotOf(position);
    this.#position = position + 1 | 0;
    this.#used++;
    this.#items[slot] = item;
    this.#positions[slot] = position;
    item.place = slot;
    this.#write(slot, item);
    ring.publish(this.#words, position);
    return true;
  }

  #write(slot: number, { ref, args, chunk }: WorkItem): void {
    const at = slotAt(slot);
    this.#writing = true;
    const fits = !anyMarked(args) &&
      this.#codec.write(args, at + field.values, at + slotWords);
    this.#writing = false;
    this.#words[at + field.ref] = !fits ? beside : chunk ? -ref.id : ref.id;
  }

  /**
   * Finds a position whose slot is free. One that is still in use, by a task that runs for long, is
   * left out, but only once the others have had their time to be free again.
   */
  #hasRoom(): boolean {
    if (this.#writing) return false;
    while (this.#items[ring.slotOf(this.#position)] !== undefined) {
      if (this.#used > capacity / 2) return false;
      this.#position = this.#position + 1 | 0;
    }
    return true;
  }

  #refill(): void {
    for (let item = this.#queue.first; item && this.#place(item); item = this.#queue.first) {
      this.#queue.shift();
    }
  }

  #free(slot: number): void {
    this.#items[slot] = undefined;
    this.#used--;
  }

  /** Sends a worker what it needs to run the slot that is claimed for it, or the next it can. */
  #send(link: Link, slot: number): void {
    for (; slot !== none; slot = this.#claimFor(link)) {
      const item = this.#items[slot];
      if (item === undefined || item === abandoned) return;
      const error = this.#post(link.worker, slot, item);
      if (error === undefined) return;
      this.#free(slot);
      this.#arrive(item, { ok: false, error });
    }
    link.worker.post({ type: "proceed", slot });
  }

  #claimFor(link: Link): number {
    return isClosed(link) ? none : ring.claim(this.#words, link.owner);
  }

  /** Returns the error of a task that can't be sent. */
  #post(worker: WorkerHandle, slot: number, item: WorkItem): ErrorRecord | undefined {
    const isBeside = this.#words[slotAt(slot) + field.ref] === beside;
    return (isBeside ? postTask : postSlot)(worker, item, slot);
  }

  /** A worker that could not read its task doesn't know its slot. */
  #takeResult(link: Link, { outcome, slot = this.#claimedBy(link)[0]?.[0] }: ResultMessage): void {
    const item = this.#items[slot ?? none];
    if (slot === undefined || item === undefined) return;
    this.#free(slot);
    this.#send(link, this.#claimFor(link));
    this.#arrive(item, outcome);
  }

  #arrive(item: WorkItem | typeof abandoned, outcome: Outcome): void {
    if (item === abandoned) return;
    item.place = begun;
    if (!hasListeners(item)) return this.#events.settled(item, outcome);
    this.#arrived.push(item);
    this.#outcomes.push(outcome);
  }

  /** Takes in what workers have finished; who listens is told later, in a look of its own. */
  #collect(): void {
    let slot = ring.collect(this.#words);
    if (slot === none) return;
    const slots: number[] = [];
    for (; slot !== none; slot = ring.finishedBefore(this.#words, slot)) slots.push(slot);
    for (const slot of slots.reverse()) {
      const item = this.#items[slot];
      if (item === undefined) continue;
      this.#free(slot);
      const value = this.#codec.readOne(slotAt(slot) + field.values);
      this.#arrive(item, { ok: true, value });
    }
  }

  #lookSoon(): void {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    queueMicrotask(() => {
      this.#looksSoon = false;
      this.#look();
    });
  }

  /** Takes in and tells what has come; sleeps until more comes, if anything is to come. */
  #look(): void {
    this.#collect();
    this.#refill();
    const arrived = this.#arrived;
    const outcomes = this.#outcomes;
    if (arrived.length > 0) {
      this.#arrived = [];
      this.#outcomes = [];
    }
    for (let index = 0; index < arrived.length; index++) {
      this.#events.settled(arrived[index]!, outcomes[index]!);
    }
    if (this.#arrived.length > 0) this.#lookSoon();
    else this.#sleep();
  }

  #sleep(): void {
    if (this.#used === 0) {
      // Nobody may be left to wait for what won't come.
      if (this.#asleep) Atomics.notify(this.#words, word.finished);
      return;
    }
    // Also while it sleeps: the promise of the last sleep may come long after its end.
    if (this.#spin.sees(word.finished, 0)) return this.#lookSoon();
    if (this.#asleep) return;
    const { async, value } = Atomics.waitAsync(this.#words, word.finished, 0);
    const pause = async ? value : this.#turns.pause();
    if (pause === undefined) return this.#lookSoon();
    this.#asleep = true;
    pause.then(() => {
      this.#asleep = false;
      this.#turns.turned();
      this.#look();
    });
  }
}

function isClosed({ closed }: Link): boolean {
  return Atomics.load(closed, 0) !== 0;
}
