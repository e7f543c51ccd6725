/** A submitted task on its way: its future, and what the way needs. Also a link of the queue. */

import { Future, type FutureOrigin } from "../core/future.ts";
import type { ChunkOutcome, Outcome } from "../wire/messages.ts";
import { decodeError } from "../wire/remote_error.ts";
import type { TaskRef } from "../wire/task_ref.ts";

/** Whoever knows where a task is. */
export interface ItemOwner extends FutureOrigin {
  /** Whether a worker has begun it. */
  begun(item: WorkItem): boolean;
  /** True only if no worker had begun it. */
  withdraw(item: WorkItem): boolean;
}

/** The place of a task that is in no worker's reach. */
export const waiting = -1;
/** The place of one that a worker has, or had. */
export const begun = -2;

const none: readonly unknown[] = [];

/** One task, from `submit()` to its outcome; one object, because a pool has so many. */
export class WorkItem extends Future {
  readonly ref: TaskRef;
  /** Where it is on its way; the dispatcher's to set and to read. */
  place: number = waiting;
  /** Its number, where somebody records; no word is spent on it elsewhere. */
  declare task?: number;
  /** Neighbours in the queue; the queue's to set. */
  previous: WorkItem | undefined;
  next: WorkItem | undefined;
  #args: readonly unknown[];

  constructor(owner: ItemOwner, ref: TaskRef, args: readonly unknown[]) {
    super(owner);
    this.ref = ref;
    this.#args = args;
  }

  /** Whether `args` are the columns of several calls. */
  get chunk(): boolean {
    return false;
  }

  /** The arguments, as long as somebody may need them. */
  get args(): readonly unknown[] {
    return this.#args;
  }

  /** The task has left the pool: who holds its future must not hold its arguments. */
  left(): void {
    this.#args = none;
  }

  /** Finishes the future, unless somebody did so by hand. */
  settle(outcome: Outcome): void {
    if (this.done()) return;
    if (!outcome.ok) this.setException(decodeError(outcome.error));
    else this.setResult(this.decode(outcome.value));
  }

  /** What the future holds of what the worker sent. */
  protected decode(value: unknown): unknown {
    return value;
  }

  /** Finishes the future with an error of the pool's own, unless somebody did so by hand. */
  fail(error: unknown): void {
    if (!this.done()) this.setException(error);
  }
}

/** Several calls that travel as one task. */
export class ChunkItem extends WorkItem {
  override get chunk(): boolean {
    return true;
  }

  protected override decode(value: unknown): unknown {
    const { values, errors } = value as ChunkOutcome;
    return {
      values,
      errors: new Map(errors.map(([position, error]) => [position, decodeError(error)])),
    };
  }
}
