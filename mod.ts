/**
 * Python's `concurrent.futures` for TypeScript: executors over threads and processes, futures,
 * `wait()`, `asCompleted()`, and a GIL one can switch on. All times are milliseconds.
 *
 * @example
 * ```ts
 * import { asCompleted, ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * await using threads = new ThreadPoolExecutor(2);
 * await using processes = new ProcessPoolExecutor(1);
 * const futures = [threads.submit(Math.pow, 2, 3), processes.submit(Math.pow, 2, 10)];
 * const results = [];
 * for await (const future of asCompleted(futures)) results.push(await future);
 * assert.deepEqual(results.sort(), [1024, 8]);
 * ```
 * @module
 */

export type { PermissionList, Permissions } from "./src/adapters/permission_list.ts";
export {
  asCompleted,
  type AsCompletedOptions,
  type CompletedFutures,
  type Completions,
} from "./src/core/as_completed.ts";
export {
  BrokenExecutor,
  BrokenProcessPool,
  BrokenThreadPool,
  CancelledError,
  ExecutorShutdownError,
  FuturesError,
  InvalidStateError,
  TimeoutError,
  UnsupportedError,
} from "./src/core/errors.ts";
export { type Callable, Executor, type ShutdownOptions } from "./src/core/executor.ts";
export { Future, type FutureOrigin, type FutureState } from "./src/core/future.ts";
export type { MapResult } from "./src/core/map.ts";
export type {
  Inputs,
  InputsAndOptions,
  InputsThenOptions,
  MapOptions,
  OptionsAfterInputs,
} from "./src/core/map_inputs.ts";
export type { TraceEvent, TraceSink } from "./src/core/trace.ts";
export {
  ALL_COMPLETED,
  type DoneAndNotDone,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type ReturnWhen,
  wait,
  type WaitOptions,
} from "./src/core/wait.ts";
export { Gil, type GilOptions, type GilStats, type GilWorkerStats } from "./src/gil/gil.ts";
export { PoolExecutor, type PoolOptions } from "./src/pool_executor.ts";
export { ProcessPoolExecutor, type ProcessPoolOptions } from "./src/process_pool_executor.ts";
export { ThreadPoolExecutor, type ThreadPoolOptions } from "./src/thread_pool_executor.ts";
export { type ErrorClass, registerError } from "./src/wire/error_classes.ts";
export { importTasks, type ModuleAddress, type Tasks } from "./src/wire/import_tasks.ts";
export { transfer, type TransferableObject } from "./src/wire/transfer.ts";
