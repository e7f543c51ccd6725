/** A module to be loaded before a program: it uses a pool at once, in whatever loads it. */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const Executor = process.env.TEST_KIND === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;
const executor = new Executor(1);
const future = executor.submit((n: number) => n + 1, 1);
console.log(String(await future.exception() ?? await future));
await executor.shutdown();
