/**
 * The contract between the pool, which knows the rules, and the transport of tasks.
 *
 * A dispatcher may push tasks to idle workers or let workers pull them from shared memory; the
 * pool must not notice which.
 */

import type { DispatchMessage, Outcome } from "../wire/messages.ts";
import type { WorkItem } from "./work_item.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** When a task ran, in ms on the scale that all threads and processes share. */
export interface TaskTimes {
  readonly start: number;
  /** 0 if it was lost with its worker. */
  readonly end: number;
}

/** What a dispatcher tells its pool. */
export interface DispatcherEvents {
  /** A task has ended; its worker is free again by now. */
  settled(item: WorkItem, outcome: Outcome): void;
  /** What is known of a task's run, before it is settled; told only to a pool that records. */
  ran(item: WorkItem, worker: WorkerHandle, times: TaskTimes, ok: boolean): void;
  /** A worker has ended the last task it may run; it is detached. */
  spent(worker: WorkerHandle): void;
  /**
   * No task can be brought to a worker any more, nor an outcome back; all tasks are waiting again.
   *
   * @param what shows that
   */
  damaged(what: string): void;
}

/** Brings tasks to workers and outcomes back. */
export interface Dispatcher {
  /**
   * How many more tasks there are than attached workers: those for which no worker is there. Below 0
   * that many workers have nothing to do. One count, since workers claim tasks while it is taken.
   */
  readonly excess: number;
  /** Adds a task; tasks begin in this order. */
  enqueue(item: WorkItem): void;
  /** Whether a worker has begun a task. */
  begun(item: WorkItem): boolean;
  /** Takes a task back; true only if no worker had begun it. */
  withdraw(item: WorkItem): boolean;
  /** The tasks no worker has begun, oldest first; the one just yielded may be withdrawn. */
  waiting(): Iterable<WorkItem>;
  /** Gives a new worker what nobody else is to see, before any code of the user's runs there. */
  greet(worker: WorkerHandle): void;
  /**
   * Lets a ready worker take tasks.
   *
   * @param quota how many tasks it may run before it is spent
   */
  attach(worker: WorkerHandle, quota: number): void;
  /**
   * Lets a worker take no more tasks; returns those it has begun. Again once the worker is gone, it
   * returns those that it took and won't begin.
   */
  detach(worker: WorkerHandle): WorkItem[];
  /** Asks a worker that was detached to give up what it does, if it can hear that. */
  stop(worker: WorkerHandle): void;
  /**
   * Takes in a worker's message about a task.
   *
   * @throws {TypeError} before anything is done, if it isn't what such a task ends with
   */
  receive(worker: WorkerHandle, message: DispatchMessage): void;
}

/**
 * Makes the dispatcher of a pool.
 *
 * @param records whether tasks' times are wanted
 */
export type CreateDispatcher = (events: DispatcherEvents, records: boolean) => Dispatcher;
