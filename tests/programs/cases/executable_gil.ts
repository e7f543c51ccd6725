/** Two tasks of a module share one lock until each switch was forced: it hangs if they have no checks. */

import { Gil, importTasks, ThreadPoolExecutor } from "../../../mod.ts";

const { burn } = importTasks<typeof import("./executable_tasks.ts")>(
  new URL("./executable_tasks.ts", import.meta.url),
);
const gil = new Gil({ switchInterval: 1 });
const executor = new ThreadPoolExecutor({ maxWorkers: 2, gil });
const stop = new Int32Array(new SharedArrayBuffer(4));
const burning = [executor.submit(burn, stop), executor.submit(burn, stop)];
while (gil.stats().forcedSwitches < 3) await new Promise((resolve) => setTimeout(resolve, 1));
Atomics.store(stop, 0, 1);
await Promise.all(burning);
console.log("shared");
await executor.shutdown();
