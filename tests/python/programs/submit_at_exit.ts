/**
 * Submits while the program exits, to a pool that has worked: it prints what that throws. Its
 * argument is `threads` or `processes`.
 */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const isThreads = process.argv[2] === "threads";
const executor = isThreads ? new ThreadPoolExecutor(5) : new ProcessPoolExecutor(5);
process.on("exit", () => {
  try {
    executor.submit(Math.sqrt, 9);
  } catch (error) {
    console.log(String(error));
  }
});
console.log(await executor.submit(Math.sqrt, 1764));
