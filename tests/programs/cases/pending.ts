/** Submits, asks for a shutdown without waiting, and comes to its end: the work is still done. */

import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

for (const executor of [new ThreadPoolExecutor(1), new ProcessPoolExecutor(1)]) {
  const square = (n: number) => n * n;
  for (const n of [1, 2]) {
    executor.submit(square, n).addDoneCallback((future) =>
      console.log(executor.maxWorkers, String(future))
    );
  }
  executor.shutdown({ wait: false });
}
console.log("end of the program");
