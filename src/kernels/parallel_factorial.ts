/**
 * parallelFactorial(): the serial kernel in one worker, whose transforms other workers share.
 *
 * Must not know how a factorial is computed, nor what an executor is.
 */

import { Array, isError, Math, Promise as NativePromise, Uint8Array } from "../core/primordials.ts";
import { factorial, factorialArgument } from "./factorial.ts";
import { type SharedParts, sharedParts, withCore } from "./instance.ts";
import { type LongNumber, putBytes, toBigInt } from "./long_number.ts";
import { currentRun, endRun, helpFactorial, leadFactorial, type Workshop } from "./workshop.ts";
import { type Submitter, workersOf } from "./submitter.ts";

/** Below this the way to the workers costs more than they gain. */
const WORTH = 200_000;

/** A transform has four parts, of which no two are the same worker's when all are busy. */
const MOST = 4;

/** Bytes of a page of memory. */
const PAGE = 65536;

/** A memory larger than this is not kept for the next call. */
const KEPT_BYTES = 128 * 1024 * 1024;

/**
 * The factorial of `n`, exactly, by the workers of `executor`.
 *
 * One worker computes it as `factorial()` does, in shared memory; up to three others take parts of
 * its transforms. Where that can't be, in processes, on a page that is not cross-origin isolated, or
 * for an `n` below 200,000, one worker does all.
 *
 * @param executor An executor; of threads, if several are to work.
 * @param n An integer from 0 to 40,000,000.
 * @returns A promise of 1 · 2 · … · n; it is rejected with a task's error if one fails, as with
 * what `factorial()` throws; with a `TypeError` if `executor` is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import { factorial, parallelFactorial } from "@concurrent/futures/kernels";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * assert.equal(await parallelFactorial(executor, 200_000), factorial(200_000));
 * ```
 */
export async function parallelFactorial(executor: Submitter, n: number | bigint): Promise<bigint> {
  const count = factorialArgument(n);
  const workers = Math.min(workersOf(executor), MOST);
  const parts = count < WORTH || workers < 2 ? undefined : partsFor(count);
  if (parts === undefined) return await executor.submit(factorial, count);
  const workshop = { ...parts, run: currentRun(parts.memory) };
  try {
    const leader = executor.submit(leadFactorial, workshop, count);
    const helpers = NativePromise.all(
      Array.from({ length: workers - 1 }, () => executor.submit(helpFactorial, workshop)),
    );
    // If they fail or come too late, the leader does all.
    helpers.catch(() => {});
    const result = bigintIn(workshop, await leader);
    helpers.then(() => keep(parts), () => {});
    return result;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return await executor.submit(factorial, count);
  } finally {
    endRun(workshop);
  }
}

/** What earlier calls have left behind, roots of unity and all. */
const idle: SharedParts[] = [];

/** With a memory that is large enough: it must not grow while others work in it. */
function partsFor(n: number): SharedParts | undefined {
  const pages = withCore((core) => core.factorialPages(n));
  try {
    const parts = idle.pop() ?? sharedParts(pages);
    const missing = parts === undefined ? 0 : pages - parts.memory.buffer.byteLength / PAGE;
    if (missing > 0) parts!.memory.grow(missing);
    return parts;
  } catch {
    return undefined;
  }
}

/** Only once all helpers are gone, and well: one that is late must not meet the next run. */
function keep(parts: SharedParts): void {
  if (parts.memory.buffer.byteLength <= KEPT_BYTES) idle.push(parts);
}

/** Whether the executor can't send a shared memory. */
function isRefusal(error: unknown): boolean {
  return isError(error) && error.name === "DataCloneError";
}

function bigintIn({ memory }: Workshop, { address, limbs }: LongNumber): bigint {
  return withCore((core) => {
    core.reserve(limbs);
    return toBigInt(core, putBytes(core, new Uint8Array(memory.buffer, address, limbs * 4)));
  });
}
