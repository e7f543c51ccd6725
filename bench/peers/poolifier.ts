/** poolifier as a contestant: its fixed pool of threads. */

import { fileURLToPath } from "node:url";
import { beside } from "../beside.ts";
import type { Contestant } from "../dispatch/contestant.ts";
import { packageOf } from "./package_of.ts";
// What only its address refers to would not be published.
import type {} from "./poolifier_worker.ts";

/** What is used of it. */
interface Pool {
  execute(argument: unknown, name: string, signal: undefined, moved: unknown[]): Promise<never>;
  destroy(): Promise<void>;
}

/** What is used of the package. */
interface Package {
  readonly FixedThreadPool: new (workers: number, script: string) => Pool;
}

/** Starts its threads. */
export async function start(workers: number): Promise<Contestant> {
  const { FixedThreadPool } = await packageOf<Package>("poolifier");
  const script = fileURLToPath(beside("./poolifier_worker", import.meta.url));
  const pool = new FixedThreadPool(workers, script);
  return {
    sharesMemory: true,
    run: (name, argument, moved) => pool.execute(argument, name, undefined, moved ? [moved] : []),
    close: () => pool.destroy(),
  };
}
