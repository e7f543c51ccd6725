/** Submits a function as source and a built-in; prints what of Node's that has loaded. */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const loaded = (): readonly string[] =>
  (process as { moduleLoadList?: readonly string[] }).moduleLoadList ?? [];

const executor = new ThreadPoolExecutor(1);
const results = [
  await executor.submit((n: number) => n * 2, 4),
  await executor.submit(Math.pow, 2, 3),
  await executor.submit(Date.UTC, 1970, 0),
];
await executor.shutdown();
const processes = new ProcessPoolExecutor(1);
results.push(await processes.submit((n: number) => n * 2, 4));
await processes.shutdown();
console.log(results.join(), loaded().filter((module) => module.includes("undici")).join());
