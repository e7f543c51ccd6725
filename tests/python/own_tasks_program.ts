/**
 * A program whose tasks are its own functions: each worker has a copy of its state. It is run as
 * `main`, a word that its threads don't find on their command line.
 */

import process from "node:process";
import { importTasks, ThreadPoolExecutor } from "../../mod.ts";

let status = "uninitialized";

export function init(value: string): void {
  status = value;
}

export function getInitStatus(): string {
  return status;
}

if (process.argv[2] === "main") {
  const own = importTasks<typeof import("./own_tasks_program.ts")>(import.meta.url);
  const executor = new ThreadPoolExecutor({ initializer: own.init, initargs: ["initialized"] });
  console.log(await executor.submit(own.getInitStatus));
  await executor.shutdown();
  console.log(getInitStatus());
}
