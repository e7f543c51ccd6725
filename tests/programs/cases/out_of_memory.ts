/** Threads run out of memory, one at once and one after it has waited; the program goes on. */

import { ThreadPoolExecutor } from "@concurrent/futures";

async function greedy(turns: number): Promise<never> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve));
  const all = [];
  for (;;) all.push(new Array(1000).fill(Math.random()));
}

for (const turns of [0, 2]) {
  const executor = new ThreadPoolExecutor(1);
  const first = executor.submit(greedy, turns);
  const queued = executor.submit(Math.sqrt, 4);
  const error = await first.exception() as Error;
  console.log(error.name);
  console.log(
    /^ThreadPoolExecutor-\d_0 .* with exit code 1 while it ran greedy: Error.* reaching memory limit/
      .test(error.message),
  );
  console.log((error.cause as { code?: string }).code);
  console.log((await queued.exception() as Error).name);
  await executor.shutdown();
}
const other = new ThreadPoolExecutor(1);
console.log(await other.submit(Math.sqrt, 9));
