/** Runs more workers than there is room for, then more when there is room for none. */

import { type PoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";
import { openSync } from "node:fs";
import process from "node:process";

const [kind] = process.argv.slice(2);

function makeExecutor(maxWorkers: number): PoolExecutor {
  if (kind === "processes") return new ProcessPoolExecutor(maxWorkers);
  if (kind === "threads") return new ThreadPoolExecutor(maxWorkers);
  return new ThreadPoolExecutor({ maxWorkers, permissions: "inherit" });
}

const square = (n: number) => n * n;

const executor = makeExecutor(24);
const futures = Array.from({ length: 24 }, (_, n) => executor.submit(square, n));
const squares = await Promise.all(futures);
console.log(squares.every((result, n) => result === n * n), await executor.submit(square, 5));
await executor.shutdown();

useAll();
const none = makeExecutor(2);
// Threads fail as they are submitted: that pool is broken then, and takes no second one.
const doomed = (kind === "processes" ? [1, 2] : [1]).map((n) => none.submit(square, n));
for (const future of doomed) console.log(String(await future.exception()));

function useAll(): void {
  try {
    for (;;) openSync(process.execPath, "r");
  } catch {
    // That was all.
  }
}
