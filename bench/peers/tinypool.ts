/** tinypool as a contestant: its default, threads. */

import { type Contestant, tasksUrl } from "../dispatch/contestant.ts";
import { packageOf } from "./package_of.ts";

/** What is used of it. */
interface Tinypool {
  run(argument: unknown, options: object): Promise<never>;
  destroy(): Promise<void>;
}

/** Waiting in shared memory, its workers on Deno miss the second of two tasks and never wake up. */
const useAtomics = !("Deno" in globalThis);

/** Starts its threads. */
export async function start(workers: number): Promise<Contestant> {
  const Tinypool = await packageOf<new (options: object) => Tinypool>("tinypool");
  const pool = new Tinypool({
    filename: tasksUrl.href,
    minThreads: workers,
    maxThreads: workers,
    useAtomics,
  });
  return {
    sharesMemory: true,
    run: (name, argument, moved) =>
      pool.run(argument, { name, ...(moved && { transferList: [moved] }) }),
    close: () => pool.destroy(),
  };
}
