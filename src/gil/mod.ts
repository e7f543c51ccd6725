/**
 * The worker's side of the GIL, for tasks: `checkpoint()`, `allowThreads()` and `sleep()`.
 *
 * @example
 * ```ts
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import { sleep } from "@concurrent/futures/gil";
 * import assert from "node:assert/strict";
 *
 * sleep(1); // the main side has no lock: it just sleeps
 * await using executor = new ThreadPoolExecutor({ maxWorkers: 2, gil: true });
 * assert.deepEqual(await Array.fromAsync(executor.map(Math.sqrt, [1, 4, 9])), [1, 2, 3]);
 * ```
 * @module
 */

export { allowThreads, checkpoint, sleep } from "./scope.ts";
