/** workerpool as a contestant: on threads. */

import { fileURLToPath } from "node:url";
import { beside } from "../beside.ts";
import type { Contestant } from "../dispatch/contestant.ts";
import { packageOf } from "./package_of.ts";
// What only its address refers to would not be published.
import type {} from "./workerpool_worker.ts";

/** What is used of it. */
interface WorkerPool {
  exec(name: string, args: readonly unknown[], options: object): Promise<never>;
  terminate(force: boolean): Promise<unknown>;
}

/** What is used of the package. */
interface Package {
  pool(script: string, options: object): WorkerPool;
}

/** On Bun `thread` never answers; its Web Workers, which are threads as well, do. */
const workerType = "Bun" in globalThis ? "web" : "thread";

/** Starts its threads. */
export async function start(workers: number): Promise<Contestant> {
  const { pool: make } = await packageOf<Package>("workerpool");
  const script = fileURLToPath(beside("./workerpool_worker", import.meta.url));
  const pool = make(script, { minWorkers: workers, maxWorkers: workers, workerType });
  return {
    sharesMemory: true,
    run: (name, argument, moved) =>
      pool.exec(name, [argument], { ...(moved && { transfer: [moved] }) }),
    close: () => pool.terminate(true),
  };
}
