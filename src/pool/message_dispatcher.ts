/**
 * The dispatcher that sends one message a task to an idle worker.
 *
 * It serves processes, and threads where memory can't be shared. A task counts as begun once it
 * was posted: workers hold one task at a time, so it starts as soon as the message arrives.
 */

import { SafeMap } from "../core/primordials.ts";
import type { DispatchMessage, Outcome } from "../wire/messages.ts";
import type { ErrorRecord } from "../wire/remote_error.ts";
import type { Dispatcher, DispatcherEvents } from "./dispatcher.ts";
import { keepCopy } from "./arguments.ts";
import { type Keep, keepArguments, postTask } from "./post_task.ts";
import { assertFits, begun, placeOf, setPlace, waiting, type WorkItem } from "./work_item.ts";
import { WorkQueue } from "./work_queue.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** A worker and what it runs. */
interface Link {
  readonly worker: WorkerHandle;
  item: WorkItem | undefined;
  /** How many tasks it was sent. */
  sent: number;
  quota: number;
}

/** One message a task, one task a worker. */
export class MessageDispatcher implements Dispatcher {
  readonly #events: DispatcherEvents;
  readonly #queue = new WorkQueue();
  readonly #links = new SafeMap<WorkerHandle, Link>();
  /** The latest to fall idle is the first to work: its caches are warm. */
  readonly #idle: Link[] = [];
  readonly #keep: Keep;

  /** @param keep how arguments are kept until a worker is idle */
  constructor(events: DispatcherEvents, keep: Keep = keepCopy) {
    this.#events = events;
    this.#keep = keep;
  }

  get excess(): number {
    return this.#queue.size - this.#idle.length;
  }

  enqueue(item: WorkItem): void {
    // This may run a getter of the user's, which may submit a task of its own.
    const failure = this.#idle.length === 0 && keepArguments(item, this.#keep);
    if (failure) return this.#events.settled(item, { ok: false, error: failure });
    this.#queue.push(item);
    const link = this.#idle.pop();
    if (link) this.#feed(link);
  }

  begun(item: WorkItem): boolean {
    return placeOf(item) !== waiting;
  }

  withdraw(item: WorkItem): boolean {
    return !this.begun(item) && this.#queue.remove(item);
  }

  waiting(): Iterable<WorkItem> {
    return this.#queue;
  }

  /** There is nothing that the messages don't bring. */
  greet(): void {}

  attach(worker: WorkerHandle, quota: number): void {
    const link = { worker, quota, sent: 0, item: undefined };
    this.#links.set(worker, link);
    this.#feed(link);
  }

  detach(worker: WorkerHandle): WorkItem[] {
    const link = this.#links.get(worker);
    if (!link) return [];
    this.#links.delete(worker);
    const position = this.#idle.indexOf(link);
    if (position >= 0) this.#idle.splice(position, 1);
    return link.item ? [link.item] : [];
  }

  /** It hears nothing before its task has ended. */
  stop(): void {}

  receive(worker: WorkerHandle, message: DispatchMessage): void {
    const link = this.#links.get(worker);
    const item = link?.item;
    // There is one answer to each task: a second one is not the next one's.
    if (!link || !item || message.type !== "result" || message.task !== link.sent) return;
    assertFits(item, message.outcome);
    link.item = undefined;
    const [start, end] = message.times ?? [];
    if (start !== undefined && end !== undefined) {
      this.#events.ran(item, worker, { start, end }, message.outcome.ok);
    }
    if (link.quota === 0) this.#spend(link);
    else this.#feed(link);
    this.#events.settled(item, message.outcome);
  }

  #spend(link: Link): void {
    this.detach(link.worker);
    this.#events.spent(link.worker);
  }

  /** Gives an idle worker the oldest task, or has it wait for one. */
  #feed(link: Link): void {
    const unsent: [WorkItem, Outcome][] = [];
    while (!link.item) {
      const item = this.#queue.shift();
      if (!item) {
        this.#idle.push(link);
        break;
      }
      const failure = this.#begin(link, item);
      if (failure) unsent.push([item, { ok: false, error: failure }]);
    }
    for (const [item, outcome] of unsent) this.#events.settled(item, outcome);
  }

  /** Posts a task; returns the error of one that can't be sent. */
  #begin(link: Link, item: WorkItem): ErrorRecord | undefined {
    const failure = postTask(link.worker, item);
    if (failure) return failure;
    setPlace(item, begun);
    link.item = item;
    link.sent++;
    link.quota--;
    return undefined;
  }
}
