/** Leaves idle pools behind: the program ends by itself. */

import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

for (const executor of [new ThreadPoolExecutor(2), new ProcessPoolExecutor(2)]) {
  console.log(await executor.submit(Math.pow, 2, 3));
}
