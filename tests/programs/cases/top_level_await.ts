/** Waits for a shutdown at the top level: the program stays until it has happened. */

import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

for (const executor of [new ThreadPoolExecutor(2), new ProcessPoolExecutor(2)]) {
  executor.map(Math.sqrt, [1, 4, 9]);
  await executor.shutdown();
  console.log("down");
}
