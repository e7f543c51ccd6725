/** A submitted task on its way: reference, arguments and future. Also a link of the queue. */

import { Future, type FutureOrigin } from "../core/future.ts";
import type { ChunkOutcome, Outcome } from "../wire/messages.ts";
import { decodeError } from "../wire/remote_error.ts";
import type { TaskRef } from "../wire/task_ref.ts";

/** Whoever knows where a task is. */
export interface ItemOwner {
  /** Whether a worker has begun it. */
  begun(item: WorkItem): boolean;
  /** True only if no worker had begun it. */
  withdraw(item: WorkItem): boolean;
}

/** The place of a task that is in no worker's reach. */
export const waiting = -1;
/** The place of one that a worker has, or had. */
export const begun = -2;

/** One task, from `submit()` to its outcome. */
export class WorkItem implements FutureOrigin {
  readonly ref: TaskRef;
  readonly args: readonly unknown[];
  /** Whether `args` are those of several calls. */
  readonly chunk: boolean;
  readonly future: Future = new Future(this);
  /** Where it is on its way; the dispatcher's to set and to read. */
  place: number = waiting;
  /** Neighbours in the queue; the queue's to set. */
  previous: WorkItem | undefined;
  next: WorkItem | undefined;
  readonly #owner: ItemOwner;

  constructor(owner: ItemOwner, ref: TaskRef, args: readonly unknown[], chunk: boolean) {
    this.#owner = owner;
    this.ref = ref;
    this.args = args;
    this.chunk = chunk;
  }

  begun(): boolean {
    return this.#owner.begun(this);
  }

  withdraw(): boolean {
    return this.#owner.withdraw(this);
  }

  /** Finishes the future, unless somebody did so by hand. */
  settle(outcome: Outcome): void {
    if (this.future.done()) return;
    if (!outcome.ok) this.future.setException(decodeError(outcome.error));
    else this.future.setResult(this.chunk ? decodeChunk(outcome.value) : outcome.value);
  }

  /** Finishes the future with an error of the pool's own, unless somebody did so by hand. */
  fail(error: unknown): void {
    if (!this.future.done()) this.future.setException(error);
  }
}

function decodeChunk(value: unknown): { values: unknown[]; errors: Map<number, unknown> } {
  const { values, errors } = value as ChunkOutcome;
  return {
    values,
    errors: new Map(Array.from(errors, ([position, error]) => [position, decodeError(error)])),
  };
}
