/** Composition: options → a `WorkerPool` over subprocesses. */

import { Math } from "./core/primordials.ts";
import { processKind, spawnOf } from "./adapters/select.ts";
import { cpuCount } from "./adapters/cpu_count.ts";
import { onWindows } from "./adapters/detect.ts";
import { packer } from "./adapters/subprocess.ts";
import { BrokenProcessPool, UnsupportedError } from "./core/errors.ts";
import { assertOptions } from "./core/options.ts";
import { Packed } from "./pool/arguments.ts";
import { MessageDispatcher } from "./pool/message_dispatcher.ts";
import type { Keep } from "./pool/post_task.ts";
import { WorkerPool } from "./pool/worker_pool.ts";
import {
  checkOptions,
  defaultPrefix,
  optionsOf,
  PoolExecutor,
  poolOptionNames,
  type PoolOptions,
} from "./pool_executor.ts";
import { takeTransferables } from "./wire/transfer.ts";

/** Options of `new ProcessPoolExecutor()`. */
export interface ProcessPoolOptions extends PoolOptions {}

/** The most processes on Windows, where one process can wait for no more. */
const windowsLimit = 61;

/**
 * Runs functions in subprocesses of the same runtime: own memory, own heap, own crashes.
 *
 * Processes start on demand, never keep the program alive by themselves and end with it. They end
 * at `shutdown()`; those of an executor that was only dropped, once the engine collects it, which may
 * be never.
 *
 * @example
 * ```ts
 * import { ProcessPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using executor = new ProcessPoolExecutor(1);
 * const lengths = executor.map((word: string) => word.length, ["one", "three"]);
 * assert.deepEqual(await Array.fromAsync(lengths), [3, 5]);
 * ```
 */
export class ProcessPoolExecutor extends PoolExecutor {
  readonly #pool: WorkerPool;

  /**
   * Makes an executor; no process starts before there is work.
   *
   * @param options the number of workers, or all options; as many as cpus without it
   * @throws {RangeError} if a count is out of range, on Windows above 61 too, or a right not this
   * program's own
   * @throws {TypeError} if an option is none or of a wrong type, or the initializer can't be sent
   * @throws {UnsupportedError} in a browser, in an executable of Deno or Node (and of pkg, nexe and
   * NW.js), which have no processes, and in a program that was itself started to be one; for
   * `permissions` elsewhere than on Deno
   */
  constructor(options: number | ProcessPoolOptions = {}) {
    const kind = processKind();
    if (!kind) {
      throw new UnsupportedError(
        "Cannot make a ProcessPoolExecutor: this runtime has no subprocesses; " +
          "use a ThreadPoolExecutor",
      );
    }
    const given: ProcessPoolOptions = optionsOf(options);
    assertOptions("ProcessPoolExecutor", given, poolOptionNames);
    const limit = onWindows ? windowsLimit : Infinity;
    const checked = checkOptions(given, Math.min(cpuCount(), limit));
    if (checked.maxWorkers > limit) throw new RangeError(`maxWorkers must be <= ${limit}`);
    const pool = new WorkerPool({
      ...checked,
      kind: "process",
      namePrefix: defaultPrefix("ProcessPoolExecutor"),
      spawn: spawnOf(kind, given.permissions),
      createDispatcher: (events) => new MessageDispatcher(events, keepPacked()),
      Broken: BrokenProcessPool,
    });
    super(checked.maxWorkers, pool, checked.recorder);
    this.#pool = pool;
  }

  /**
   * Ends the workers by `SIGTERM`, busy or not: what had begun fails with `BrokenProcessPool`,
   * what had not is cancelled, and no more work is taken. One that is still there after 5,000 ms,
   * because it is stopped or has a handler, is ended by `SIGKILL`.
   *
   * @returns a promise that resolves when they are gone; it need not be awaited
   */
  terminateWorkers(): Promise<void> {
    return this.#pool.terminate(false);
  }

  /**
   * The same by `SIGKILL`, to which no worker can object; also after `terminateWorkers()`.
   *
   * @returns a promise that resolves when they are gone, or 5,000 ms later if the system does not
   *   say so; it need not be awaited
   */
  killWorkers(): Promise<void> {
    return this.#pool.terminate(true);
  }
}

/** Arguments for processes are packed as soon as they have to wait. */
function keepPacked(): Keep {
  const pack = packer();
  return (args, chunk, { id }) => {
    takeTransferables(chunk ? args.flat() : args);
    return new Packed(pack({ type: "task", ref: id, args, chunk }));
  };
}
