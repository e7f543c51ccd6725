/**
 * Those who wait for a pool's futures. Each returns a check, to be made whenever nothing is under
 * way, that fails unless they were told all that was due and nothing else.
 */

import assert from "node:assert/strict";
import { asCompleted, CancelledError, type Future, type ReturnWhen, wait } from "../../mod.ts";
import { BrokenThreadPool } from "../../src/core/errors.ts";
import type { End, ModelTask } from "./pool_model.ts";

export type Check = () => void;

/** Calls `wait()` for these tasks. */
export function observeWait(tasks: readonly ModelTask[], returnWhen: ReturnWhen): Check {
  let done: Set<Future> | undefined;
  let checked = false;
  void wait(futuresOf(tasks), { returnWhen }).then((found) => done = found.done);
  return () => {
    if (checked) return;
    assert.equal(done !== undefined, isEnough(tasks, returnWhen), `wait() for ${returnWhen}`);
    if (!done) return;
    const ended = tasks.filter(({ end }) => end);
    assert.deepEqual(numbersOf(done, tasks), ended.map(numberOf), "what wait() found");
    checked = true;
  };
}

function isEnough(tasks: readonly ModelTask[], returnWhen: ReturnWhen): boolean {
  if (tasks.every(({ end }) => end)) return true;
  if (returnWhen === "ALL_COMPLETED") return false;
  return tasks.some(({ end }) => returnWhen === "FIRST_COMPLETED" ? end : hasFailed(end));
}

function hasFailed(end: End | undefined): boolean {
  return end === "threw" || end === "lost";
}

/**
 * Iterates over `asCompleted()` of these tasks.
 *
 * @param completed all tasks that are done, in the order in which they came to be; it grows
 */
export function observeCompletions(
  tasks: readonly ModelTask[],
  completed: readonly ModelTask[],
): Check {
  const before = tasks.filter(({ end }) => end);
  const found: Future[] = [];
  let over = false;
  void takeAll(asCompleted(futuresOf(tasks)), found).then(() => over = true);
  return () => {
    const later = completed.filter((task) => tasks.includes(task) && !before.includes(task));
    const expected = [...before, ...later].map(numberOf);
    assert.deepEqual(numbersOf(found, tasks), expected, "what asCompleted() gave");
    assert.equal(over, tasks.every(({ end }) => end), "the end of asCompleted()");
  };
}

/** Not by `for await`, of which TypeScript holds that it awaits what it is given. */
async function takeAll(all: AsyncIterator<Future>, into: Future[]): Promise<void> {
  for (let next = await all.next(); !next.done; next = await all.next()) into.push(next.value);
}

/** Futures look alike to `deepEqual()`; their tasks' numbers don't. */
function numbersOf(futures: Iterable<Future>, tasks: readonly ModelTask[]): number[] {
  return Array.from(futures, (found) => tasks.findIndex(({ future }) => future === found));
}

function numberOf({ number }: ModelTask): number {
  return number;
}

function futuresOf(tasks: readonly ModelTask[]): Future[] {
  return tasks.map(({ future }) => future);
}

/** Fails unless the future of a task that has ended gives what its end says. */
export async function checkOutcome({ number, future, end }: ModelTask): Promise<void> {
  const outcome = await future.result(0).then(String, (error: Error) => error.constructor);
  const expected: Readonly<Record<End, unknown>> = {
    returned: String(number),
    threw: RangeError,
    lost: BrokenThreadPool,
    cancelled: CancelledError,
  };
  assert.equal(outcome, expected[end!], `outcome of task ${number}`);
}
