/** piscina as a contestant. */

import { type Contestant, tasksUrl } from "../dispatch/contestant.ts";
import { packageOf } from "./package_of.ts";

/** What is used of it. */
interface Piscina {
  run(argument: unknown, options: object): Promise<never>;
  destroy(): Promise<void>;
}

/** Starts its threads. */
export async function start(workers: number): Promise<Contestant> {
  const { Piscina } = await packageOf<{ Piscina: new (options: object) => Piscina }>("piscina");
  const pool = new Piscina({
    filename: tasksUrl.href,
    minThreads: workers,
    maxThreads: workers,
  });
  return {
    sharesMemory: true,
    run: (name, argument, moved) =>
      pool.run(argument, { name, ...(moved && { transferList: [moved] }) }),
    close: () => pool.destroy(),
  };
}
