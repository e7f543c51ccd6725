/** Composition: options → a `WorkerPool` over threads, under a lock if asked. */

import { Math } from "./core/primordials.ts";
import { spawnOf, threadKind } from "./adapters/select.ts";
import { cpuCount } from "./adapters/cpu_count.ts";
import { canShareMemory } from "./adapters/detect.ts";
import { BrokenThreadPool } from "./core/errors.ts";
import { assertOptions } from "./core/options.ts";
import type { Gil, GilOptions } from "./gil/gil.ts";
import type { CreateDispatcher } from "./pool/dispatcher.ts";
import { MessageDispatcher } from "./pool/message_dispatcher.ts";
import { RingDispatcher } from "./pool/ring_dispatcher.ts";
import { WorkerPool } from "./pool/worker_pool.ts";
import {
  checkOptions,
  defaultPrefix,
  optionsOf,
  PoolExecutor,
  poolOptionNames,
  type PoolOptions,
} from "./pool_executor.ts";
import { gilOf, underLock } from "./under_lock.ts";

/** Options of `new ThreadPoolExecutor()`. */
export interface ThreadPoolOptions extends PoolOptions {
  /** The workers' names without their number; `ThreadPoolExecutor-0` and so on without it. */
  readonly threadNamePrefix?: string;
  /**
   * One lock for all workers: `true` or options for one of its own, a `Gil` to share; none without
   * it.
   */
  readonly gil?: boolean | Gil | GilOptions;
}

/**
 * Runs functions on threads of this program, in parallel.
 *
 * Threads start on demand and never keep the program alive by themselves. They end at `shutdown()`;
 * those of an executor that was only dropped end once the engine collects it, which may be never.
 *
 * @example
 * ```ts
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * const future = executor.submit(Math.pow, 2, 3);
 * assert.equal(await future, 8);
 * ```
 */
export class ThreadPoolExecutor extends PoolExecutor {
  /**
   * Makes an executor; no thread starts before there is work.
   *
   * @param options the number of workers, or all options; `min(32, cpus + 4)` workers without it
   * @throws {RangeError} if a count is out of range, or a right not this program's own
   * @throws {TypeError} if an option is none or of a wrong type, or the initializer can't be sent
   * @throws {UnsupportedError} for a `gil` where memory can't be shared; for `permissions` elsewhere than on
   * Deno
   */
  constructor(options: number | ThreadPoolOptions = {}) {
    const given: ThreadPoolOptions = optionsOf(options);
    assertOptions("ThreadPoolExecutor", given, {
      ...poolOptionNames,
      threadNamePrefix: true,
      gil: true,
    });
    const checked = checkOptions(given, Math.min(32, cpuCount() + 4));
    const thread = spawnOf(threadKind(), given.permissions);
    const gil = gilOf(given.gil);
    const pool = new WorkerPool({
      ...checked,
      kind: "thread",
      namePrefix: given.threadNamePrefix ?? defaultPrefix("ThreadPoolExecutor"),
      spawn: gil ? underLock(thread, gil, checked.recorder) : thread,
      createDispatcher: dispatcherFor(checked.maxTasksPerChild),
      Broken: BrokenThreadPool,
    });
    super(checked.maxWorkers, pool, checked.recorder);
  }
}

/**
 * Workers pull their tasks from shared memory, where there is any. Those that are replaced after so
 * many tasks are sent each of them: their starts cost more than any message.
 */
function dispatcherFor(maxTasksPerChild: number | undefined): CreateDispatcher {
  const canPull = canShareMemory() && maxTasksPerChild === undefined;
  return (events, records) =>
    canPull ? new RingDispatcher(events, records) : new MessageDispatcher(events);
}
