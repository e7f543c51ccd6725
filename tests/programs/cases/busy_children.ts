/** Holds two processes busy until a signal ends it; prints their ids. */

import { importTasks, ProcessPoolExecutor } from "@concurrent/futures";

const tasks = importTasks<typeof import("../../fixtures/tasks.ts")>(
  import.meta.resolve("../../fixtures/tasks.ts"),
);
const executor = new ProcessPoolExecutor({ maxWorkers: 1 });
console.log(await executor.submit(tasks.processId));
await executor.submit(() => new Promise(() => {}));
