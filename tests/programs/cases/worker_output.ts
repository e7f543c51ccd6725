/** What tasks print comes out, also just before their worker ends. */

import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

for (const executor of [new ThreadPoolExecutor(1), new ProcessPoolExecutor(1)]) {
  executor.submit(
    (name: string) => console.log(`from a worker of ${name}`),
    executor.constructor.name,
  );
  await executor.shutdown();
}
