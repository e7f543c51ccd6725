/** Submits while the program exits, when nothing can be run any more. */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

const executors = [new ThreadPoolExecutor(1), new ProcessPoolExecutor(1)];
process.on("exit", () => {
  for (const executor of executors) {
    for (
      const schedule of [
        () => executor.submit(Math.sqrt, 9),
        () => executor.map(Math.sqrt, [9]),
      ]
    ) {
      try {
        schedule();
      } catch (error) {
        console.log(String(error));
      }
    }
  }
});
