/** Runs more workers than there is room for, then more when there is room for none. */

import { type Future, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";
import { openSync } from "node:fs";
import process from "node:process";

const [kind] = process.argv.slice(2);
const Executor = kind === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;
const square = (n: number) => n * n;

const executor = new Executor(24);
const futures = Array.from({ length: 24 }, (_, n) => executor.submit(square, n));
const squares = await Promise.all(futures);
console.log(squares.every((result, n) => result === n * n), await executor.submit(square, 5));
await executor.shutdown();

if (kind === "processes") {
  useAll();
  const none = new Executor(2);
  const errors = [none.submit(square, 1), none.submit(square, 2)].map(describe);
  for (const text of await Promise.all(errors)) console.log(text);
}

function useAll(): void {
  try {
    for (;;) openSync(process.execPath, "r");
  } catch {
    // That was all.
  }
}

async function describe(future: Future): Promise<string> {
  return String(await future.exception());
}
