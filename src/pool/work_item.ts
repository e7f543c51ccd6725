/** A submitted task on its way: its future, and what the way needs. Also a link of the queue. */

import { Future, type FutureOrigin } from "../core/future.ts";
import { Reflect, SafeMap } from "../core/primordials.ts";
import type { FutureOutcome } from "../core/listeners.ts";
import { checkChunk } from "../wire/check_message.ts";
import type { Column } from "../wire/column.ts";
import type { Outcome } from "../wire/messages.ts";
import { unread } from "../wire/clone_error.ts";
import { decodeError } from "../wire/remote_error.ts";
import type { TaskRef } from "../wire/task_ref.ts";
import type { Arguments } from "./arguments.ts";

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

let refOf: (item: WorkItem) => TaskRef;
let callsOf: (item: WorkItem) => number;
let placeOf: (item: WorkItem) => number;
let setPlace: (item: WorkItem, place: number) => void;
let argsOf: (item: WorkItem) => Arguments;
let setArgs: (item: WorkItem, args: Arguments) => void;
let previousOf: (item: WorkItem) => WorkItem | undefined;
let nextOf: (item: WorkItem) => WorkItem | undefined;
let setPrevious: (item: WorkItem, previous: WorkItem | undefined) => void;
let setNext: (item: WorkItem, next: WorkItem | undefined) => void;

/**
 * One task, from `submit()` to its outcome; one object, because a pool has so many.
 *
 * Users hold it as a `Future`, and are to see no more of it: all that it has is private, and read
 * through the functions of this module.
 */
export class WorkItem extends Future {
  readonly #ref: TaskRef;
  /** How many calls of a chunk; 0 of a single one. */
  readonly #calls: number;
  #args: Arguments;
  #place: number = waiting;
  #previous: WorkItem | undefined;
  #next: WorkItem | undefined;

  /** @param chunk whether `args` are the columns of several calls */
  constructor(owner: ItemOwner, ref: TaskRef, args: readonly unknown[], chunk: boolean) {
    super(owner);
    this.#ref = ref;
    this.#args = args;
    this.#calls = chunk ? (args[0] as Column).length : 0;
  }

  static {
    // What a user sees is a `Future`, by name too.
    Reflect.deleteProperty(this.prototype, "constructor");
    refOf = (item) => item.#ref;
    callsOf = (item) => item.#calls;
    placeOf = (item) => item.#place;
    setPlace = (item, place) => {
      item.#place = place;
    };
    argsOf = (item) => item.#args;
    setArgs = (item, args) => {
      item.#args = args;
    };
    previousOf = (item) => item.#previous;
    nextOf = (item) => item.#next;
    setPrevious = (item, previous) => {
      item.#previous = previous;
    };
    setNext = (item, next) => {
      item.#next = next;
    };
  }
}

/** Whether its arguments are the columns of several calls. */
export function isChunk(item: WorkItem): boolean {
  return callsOf(item) > 0;
}

/** The task has left the pool: who holds its future must not hold its arguments. */
export function forgetArgs(item: WorkItem): void {
  setArgs(item, none);
}

/** Finishes the future, unless somebody did so by hand. */
export function settle(item: WorkItem, outcome: Outcome): void {
  if (item.done()) return;
  const { failed, value } = endingOf(item, outcome);
  if (failed) item.setException(value);
  else item.setResult(value);
}

/** What can't be read is this future's error, and no other's. */
function endingOf(item: WorkItem, outcome: Outcome): FutureOutcome {
  try {
    if (!outcome.ok) return { failed: true, value: decodeError(outcome.error) };
    const { value } = outcome;
    return { failed: false, value: isChunk(item) ? decodeChunk(value, callsOf(item)) : value };
  } catch (reason) {
    return { failed: true, value: unread("the task's result", reason) };
  }
}

/**
 * Whether a task may have ended so.
 *
 * @throws {TypeError} if it can't
 */
export function assertFits(item: WorkItem, outcome: Outcome): void {
  if (outcome.ok && isChunk(item)) checkChunk(outcome.value, callsOf(item));
}

function decodeChunk(value: unknown, calls: number): unknown {
  const { values, errors } = checkChunk(value, calls);
  const decoded = new SafeMap<number, unknown>();
  for (let index = 0; index < errors.length; index++) {
    decoded.set(errors[index]![0], decodeError(errors[index]![1]));
  }
  return { values, errors: decoded };
}

/** Finishes the future with an error of the pool's own, unless somebody did so by hand. */
export function fail(item: WorkItem, error: unknown): void {
  if (!item.done()) item.setException(error);
}

export { argsOf, nextOf, placeOf, previousOf, refOf, setArgs, setNext, setPlace, setPrevious };
