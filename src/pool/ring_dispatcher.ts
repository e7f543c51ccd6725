/**
 * The dispatcher of threads: a queue in shared memory, from which whoever is free takes the next.
 *
 * What a slot can't hold goes by message to the worker that claimed it. `ring/README.md` tells the
 * protocol; here is the pool's side of it: what goes into a slot, and when to look for outcomes.
 */

import { outside } from "../core/async_context.ts";
import { hasListeners } from "../core/future.ts";
import { Atomics, Int32Array, SafeMap, Set, SharedArrayBuffer } from "../core/primordials.ts";
import { closed as detached, stopped } from "../core/realm.ts";
import type { DispatchMessage, Outcome } from "../wire/messages.ts";
import { Payload } from "../ring/payload.ts";
import * as ring from "../ring/protocol.ts";
import { beside, field, makeQueue, none, slotAt, word, wordsOf } from "../ring/queue_words.ts";
import { Spin } from "../ring/spin.ts";
import { SlotTimes } from "../ring/slot_times.ts";
import { Turns } from "../ring/turns.ts";
import type { Dispatcher, DispatcherEvents } from "./dispatcher.ts";
import { keepForSlot } from "./arguments.ts";
import { keepArguments, mayChange, postSlot, postTask } from "./post_task.ts";
import { SlotArguments } from "./slot_arguments.ts";
import { abandoned, Slots, type Tenant } from "./slots.ts";
import {
  assertFits,
  begun,
  isChunk,
  placeOf,
  refOf,
  setPlace,
  waiting,
  type WorkItem,
} from "./work_item.ts";
import { WorkQueue } from "./work_queue.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** A worker that takes tasks, or did. */
interface Link {
  readonly worker: WorkerHandle;
  readonly owner: number;
  /** Tells it: not 0 once it is detached. It may write there too. */
  readonly closed: Int32Array;
  isClosed: boolean;
}

/** Before a sleeper is woken for the only task: as many as a worker that isn't asleep may take. */
const looks = 300;

/** A queue in shared memory. */
export class RingDispatcher implements Dispatcher {
  readonly #events: DispatcherEvents;
  readonly #words = wordsOf(makeQueue());
  readonly #payload = new Payload(this.#words);
  readonly #arguments = new SlotArguments(this.#words, this.#payload);
  readonly #turns = new Turns(this.#words);
  readonly #spin = new Spin(this.#words);
  readonly #slots = new Slots(this.#words, this.#payload);
  /** The memory of tasks' times, where they are wanted. */
  readonly #recorded: SharedArrayBuffer | undefined;
  readonly #times: SlotTimes | undefined;
  /** Those for which there is no slot yet. */
  readonly #queue = new WorkQueue();
  readonly #links = new SafeMap<WorkerHandle, Link>();
  /** What has come and is not told yet: tasks and, at the same index, their outcomes. */
  #arrived: WorkItem[] = [];
  #outcomes: Outcome[] = [];
  #attached = 0;
  #owners = 0;
  #looksSoon = false;
  #asleep = false;
  #isBroken = false;

  constructor(events: DispatcherEvents, records = false) {
    this.#events = events;
    if (!records) return;
    this.#recorded = SlotTimes.make();
    this.#times = new SlotTimes(this.#recorded);
  }

  get excess(): number {
    return this.#queue.size + this.#slots.held - this.#attached;
  }

  enqueue(item: WorkItem): void {
    if (this.#queue.size > 0 || !this.#place(item)) {
      // This may run a getter of the user's, which may submit a task of its own.
      const failure = keepArguments(item, keepForSlot);
      if (failure) return this.#events.settled(item, { ok: false, error: failure });
      this.#queue.push(item);
      this.#collect();
      this.#refill();
    }
    this.#lookSoon();
  }

  begun(item: WorkItem): boolean {
    const place = placeOf(item);
    if (place < 0) return place === begun;
    return !ring.isPending(this.#words, this.#slots.position(place));
  }

  withdraw(item: WorkItem): boolean {
    const slot = placeOf(item);
    if (slot < 0) return slot === waiting && this.#queue.remove(item);
    const isWithdrawn = ring.withdraw(this.#words, this.#slots.position(slot));
    if (!isWithdrawn && this.#slots.damage === undefined) return false;
    setPlace(item, isWithdrawn ? waiting : begun);
    this.#slots.free(slot);
    this.#lookSoon();
    return true;
  }

  *waiting(): Generator<WorkItem> {
    const owners = [...this.#links.values()].map(({ owner }) => owner);
    yield* this.#slots.waiting(new Set(owners));
    yield* this.#queue;
    if (this.#slots.damage !== undefined) this.#lookSoon();
  }

  greet(worker: WorkerHandle): void {
    const queue = this.#words.buffer as SharedArrayBuffer;
    const times = this.#recorded;
    worker.post({ type: "queue", queue, ...(times && { times }) });
  }

  attach(worker: WorkerHandle): void {
    const closed = new SharedArrayBuffer(4);
    const owner = ++this.#owners;
    this.#links.set(worker, { worker, owner, closed: new Int32Array(closed), isClosed: false });
    this.#attached++;
    worker.post({ type: "pull", owner, closed });
  }

  detach(worker: WorkerHandle): WorkItem[] {
    const link = this.#links.get(worker);
    if (!link) return [];
    this.#collect();
    this.#lookSoon();
    return link.isClosed ? this.#forget(link) : this.#close(link);
  }

  stop(worker: WorkerHandle): void {
    const link = this.#links.get(worker);
    if (link?.isClosed) Atomics.store(link.closed, 0, stopped);
  }

  receive(worker: WorkerHandle, message: DispatchMessage): void {
    const link = this.#links.get(worker);
    if (!link) return;
    // A worker speaks for its own slots only. One that could not read its task doesn't know its slot.
    const { slot = this.#slots.claimedBy(link.owner)[0]?.[0] ?? none } = message;
    if (!ring.isOwnedBy(this.#words, slot, link.owner)) return;
    if (message.type === "ask") this.#send(link, slot);
    else this.#takeResult(link, slot, message.outcome);
    this.#look();
  }

  /** What it has claimed by now it has begun; what it claims from now on it won't begin. */
  #close(link: Link): WorkItem[] {
    this.#attached--;
    link.isClosed = true;
    Atomics.store(link.closed, 0, detached);
    // It may doze, and is to hear the message that follows.
    Atomics.notify(this.#words, word.lookout);
    return this.#slots.claimedBy(link.owner).flatMap(([slot, item]) => {
      if (item === abandoned) return [];
      this.#tell(item, slot, false);
      this.#slots.abandon(slot);
      setPlace(item, begun);
      return item;
    });
  }

  #forget(link: Link): WorkItem[] {
    this.#links.delete(link.worker);
    // A worker that died when it was woken, or looked out, has not passed it on.
    ring.endLookout(this.#words);
    Atomics.notify(this.#words, word.tail);
    return this.#slots.claimedBy(link.owner).flatMap(([slot, item]) => {
      if (item !== abandoned && !this.#arguments.takeOut(slot, item)) {
        this.#slots.damaged(`slot ${slot} has no arguments`);
      }
      this.#slots.free(slot);
      if (item === abandoned) return [];
      setPlace(item, waiting);
      return item;
    });
  }

  /** Gives a task a slot; false if there is none for it now, or its arguments must be kept first. */
  #place(item: WorkItem): boolean {
    const slot = this.#arguments.isWriting ? none : this.#slots.next;
    if (slot === none) return false;
    const written = this.#arguments.write(slot, item);
    // Then some tasks wait to be claimed or taken in: there will be a page.
    if (written === "crowded" && this.#slots.used > this.#attached) return false;
    if (written !== "written" && mayChange(item)) return false;
    const { id } = refOf(item);
    const call = isChunk(item) ? -id : id;
    this.#words[slotAt(slot) + field.ref] = written === "written" ? call : beside;
    const position = this.#slots.take(item);
    this.#times?.clear(slot);
    ring.publish(this.#words, position);
    if (this.#slots.used > 1 || !this.#isSeenTo(position)) ring.wake(this.#words);
    return true;
  }

  /** Whether a worker that has just finished comes back for a task, in about a microsecond. */
  #isSeenTo(position: number): boolean {
    for (let look = 0; look < looks; look++) {
      if (ring.isSeenTo(this.#words, position)) return true;
    }
    return false;
  }

  #refill(): void {
    for (let item = this.#queue.first; item && this.#place(item); item = this.#queue.first) {
      this.#queue.shift();
    }
  }

  /** Sends a worker what it needs to run the slot that is claimed for it, or the next it can. */
  #send(link: Link, slot: number): void {
    for (; slot !== none; slot = this.#claimFor(link)) {
      const item = this.#slots.tenant(slot);
      if (item === undefined || item === abandoned) return;
      const isBeside = this.#words[slotAt(slot) + field.ref] === beside;
      const error = (isBeside ? postTask : postSlot)(link.worker, item, slot);
      if (error === undefined) return;
      this.#slots.free(slot);
      this.#arrive(item, { ok: false, error });
    }
    link.worker.post({ type: "proceed", slot });
  }

  #claimFor(link: Link): number {
    return link.isClosed ? none : this.#slots.claimFor(link.owner);
  }

  #takeResult(link: Link, slot: number, outcome: Outcome): void {
    const item = this.#slots.tenant(slot);
    if (item === undefined) return;
    if (item !== abandoned) assertFits(item, outcome);
    this.#tell(item, slot, outcome.ok);
    this.#slots.free(slot);
    this.#send(link, this.#claimFor(link));
    this.#arrive(item, outcome);
  }

  #arrive(item: Tenant, outcome: Outcome): void {
    if (item === abandoned) return;
    setPlace(item, begun);
    if (!hasListeners(item)) return this.#events.settled(item, outcome);
    this.#arrived.push(item);
    this.#outcomes.push(outcome);
  }

  /** Takes in what workers have finished; who listens is told later, in a look of its own. */
  #collect(): void {
    for (const slot of this.#slots.collect()) {
      const item = this.#slots.tenant(slot);
      if (item === undefined) continue;
      const outcome = this.#slots.outcome(slot);
      if (outcome === undefined) return;
      this.#tell(item, slot, outcome.ok);
      this.#slots.free(slot);
      this.#arrive(item, outcome);
    }
  }

  /** Tells the times of a slot's task, if they are wanted. */
  #tell(item: Tenant, slot: number, ok: boolean): void {
    const times = this.#times?.read(slot);
    if (times === undefined || item === abandoned) return;
    for (const { worker, owner } of this.#links.values()) {
      if (owner === times.owner) this.#events.ran(item, worker, times, ok);
    }
  }

  #lookSoon(): void {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    void this.#lookLater();
  }

  /** In a microtask: `await` makes one whoever has replaced `queueMicrotask()` and promises. */
  async #lookLater(): Promise<void> {
    await undefined;
    this.#looksSoon = false;
    this.#look();
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
    const { damage } = this.#slots;
    if (damage !== undefined) this.#break(damage);
    if (this.#arrived.length > 0) this.#lookSoon();
    else if (damage === undefined) this.#sleep();
  }

  #break(damage: string): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#wakeUp();
    this.#events.damaged(damage);
  }

  /** Nobody may be left to wait for what won't come. */
  #wakeUp(): void {
    if (this.#asleep) Atomics.notify(this.#words, word.finished);
  }

  #sleep(): void {
    if (this.#slots.used === 0) return this.#wakeUp();
    // Also while it sleeps: the promise of the last sleep may come long after its end.
    if (this.#spin.sees(word.finished, 0)) return this.#lookSoon();
    if (!this.#slots.check()) return this.#lookSoon();
    if (this.#asleep) return;
    this.#asleep = outside(() => this.#waits());
    if (!this.#asleep) this.#lookSoon();
  }

  /** Looks again once something has come, or in a later turn; false to look at once. */
  #waits(): boolean {
    const { async, value } = Atomics.waitAsync(this.#words, word.finished, 0);
    const pause = async ? value : this.#turns.pause();
    if (pause !== undefined) void this.#lookAfter(pause);
    return pause !== undefined;
  }

  async #lookAfter(pause: Promise<unknown>): Promise<void> {
    await pause;
    this.#asleep = false;
    this.#turns.turned();
    this.#look();
  }
}
