/** How many workers a pool has: the flag that every command takes, and its default. */

import os from "node:os";
import { count, type Flag } from "./flags.ts";

/** The flag. */
export const workersFlag: Flag<number> = count(
  "threads, or processes, of a pool (as many as cpus, but 2 to 4)",
  256,
);

/** As many as without the flag. */
export function usualWorkers(): number {
  return Math.max(2, Math.min(4, os.availableParallelism()));
}
