/** Keeps two processes in endless loops until a signal ends the program; prints their ids. */

import { importTasks, ProcessPoolExecutor } from "@concurrent/futures";

const tasks = importTasks<typeof import("../../fixtures/tasks.ts")>(
  import.meta.resolve("../../fixtures/tasks.ts"),
);
const executors = [new ProcessPoolExecutor(1), new ProcessPoolExecutor(1)];
const ids = await Promise.all(executors.map((one) => one.submit(tasks.processId)));
for (const one of executors) one.submit(tasks.loopForever);
console.log(ids.join(" "));
