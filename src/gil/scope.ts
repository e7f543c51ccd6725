/**
 * The worker's side of the GIL: what a task calls to let others run.
 *
 * Without a lock, on the main side or in a free-threaded worker, each does its work and nothing
 * else. Must not know how the lock works: that is `lock.ts`.
 */

import { now } from "../core/clock.ts";
import { Atomics, Int32Array, Object, SharedArrayBuffer } from "../core/primordials.ts";
import { endIfStopped, realm, taskReference } from "../core/realm.ts";
import { isThenable } from "../core/thenable.ts";

/**
 * The eval loop's check: gives the lock up if another worker has asked for it, and ends a task whose
 * worker is to end.
 *
 * Costs two atomic loads otherwise.
 *
 * @throws {Error} if the pool ends this worker, as when it is broken; not every runtime can end a busy
 * thread from outside
 * @example
 * ```ts
 * import { checkpoint } from "@concurrent/futures/gil";
 * import assert from "node:assert/strict";
 *
 * let total = 0;
 * for (let i = 0; i < 1000; i++) {
 *   checkpoint();
 *   total += i;
 * }
 * assert.equal(total, 499500);
 * ```
 */
export function checkpoint(): void {
  if (realm.lock) realm.lock.checkpoint();
  else endIfStopped();
}

/**
 * Runs `fn` without the lock, as Python's C code does around blocking calls
 * (`Py_BEGIN_ALLOW_THREADS`).
 *
 * Where `fn` returns a promise the lock stays free until that settles; await it before the task
 * goes on.
 *
 * @param fn what to run
 * @returns what `fn` returns
 * @throws what `fn` throws
 * @example
 * ```ts
 * import { allowThreads } from "@concurrent/futures/gil";
 * import assert from "node:assert/strict";
 *
 * assert.equal(await allowThreads(() => Promise.resolve(8)), 8);
 * ```
 */
export function allowThreads<R>(fn: () => R): R {
  const takeBack = realm.lock?.release();
  if (takeBack === undefined) return fn();
  let pending = false;
  try {
    const result = fn();
    pending = isThenable(result);
    return pending ? settleThen(result as PromiseLike<unknown>, takeBack) as R : result;
  } finally {
    if (!pending) takeBack();
  }
}

/**
 * Blocks this worker without the lock, as `time.sleep()` does; as a task, the worker that runs it.
 *
 * @param ms how long, in ms
 * @throws {RangeError} for a negative or missing number
 * @throws {TypeError} on the main thread of a page, which must not block
 * @example
 * ```ts
 * import { sleep } from "@concurrent/futures/gil";
 * import assert from "node:assert/strict";
 *
 * const start = performance.now();
 * sleep(5);
 * assert.ok(performance.now() - start >= 4);
 * ```
 */
export function sleep(ms: number): void {
  if (!(ms >= 0)) throw new RangeError(`Cannot sleep: not a number of milliseconds >= 0: ${ms}`);
  allowThreads(() => block(ms));
}

/** A worker has its own: to submit it sends no source text. */
Object.defineProperty(sleep, taskReference, { value: { kind: "own", name: "sleep" } });

/** Nobody's; one for all sleeps: Bun takes seconds to collect some ten thousand of them. */
let word: Int32Array | undefined;

function block(ms: number): void {
  if (SharedArrayBuffer === undefined) return spin(ms);
  word ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(word, 0, 0, ms);
}

/** Of the clock in a ms, at most: more than there is time for, should it stand still. */
const readings = 200_000;

/** A page that is not cross-origin isolated has nothing to wait on. */
function spin(ms: number): void {
  const end = now() + ms;
  for (let left = ms * readings; left > 0 && now() < end; left--);
}

async function settleThen(result: PromiseLike<unknown>, takeBack: () => void): Promise<unknown> {
  try {
    return await result;
  } finally {
    takeBack();
  }
}
