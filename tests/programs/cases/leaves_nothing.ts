/** Shuts its pools down, one of which broke, then counts its own children. */

import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { importTasks, ProcessPoolExecutor } from "@concurrent/futures";

const tasks = importTasks<typeof import("../../fixtures/tasks.ts")>(
  import.meta.resolve("../../fixtures/tasks.ts"),
);
for (const task of [Math.sqrt, tasks.exit]) {
  const executor = new ProcessPoolExecutor(1);
  await executor.submit(task, 3).exception();
  await executor.shutdown();
}

/** The processes whose parent this one is. */
function children(): string[] {
  return readdirSync("/proc").filter((entry) => {
    try {
      const [, ppid] = /\) \S (\d+)/.exec(readFileSync(`/proc/${entry}/stat`, "utf8"))!;
      return Number(ppid) === process.pid;
    } catch {
      return false;
    }
  });
}

while (children().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
console.log(children().length);
