/**
 * Submits a task that prints "apple" as soon as a gate lets it, and comes to its end, printing
 * "end". Arguments: `threads` or `processes`, the gate's port, and what is done before the end:
 * `nothing`, `shutdown` or `cancel`, the two without waiting.
 */

import process from "node:process";
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const tasks = importTasks<typeof import("../shutdown_tasks.ts")>(
  import.meta.resolve("../shutdown_tasks.ts"),
);
const [kind, port, last] = process.argv.slice(2);
const executor = kind === "threads" ? new ThreadPoolExecutor(3) : new ProcessPoolExecutor(3);
executor.submit(tasks.holdAndPrint, Number(port), "apple");
if (last !== "nothing") executor.shutdown({ wait: false, cancelFutures: last === "cancel" });
console.log("end");
