/** Tasks fail and nobody asks: the program ends well, without a word. */

import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

for (const executor of [new ThreadPoolExecutor(1), new ProcessPoolExecutor(1)]) {
  executor.submit(() => {
    throw new Error("nobody asks");
  });
  executor.map((n: number) => {
    throw n;
  }, [1, 2]);
  await executor.shutdown();
}
