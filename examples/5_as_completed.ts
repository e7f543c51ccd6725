/**
 * Futures as they are done, whatever order they are given in. One worker takes its tasks in the
 * order of their submission, so here that order is known: the smallest sum comes first.
 *
 * Python: `for future in as_completed(reversed(futures)):`
 *         `    print("sum:", future.result())`
 */

import { asCompleted, ThreadPoolExecutor } from "@concurrent/futures";

function sumUpTo(n: number): number {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += i;
  return sum;
}

const executor = new ThreadPoolExecutor(1);
const futures = [10, 100, 1000].map((n) => executor.submit(sumUpTo, n));

for await (const future of asCompleted(futures.toReversed(), { timeout: 60_000 })) {
  console.log(`sum: ${await future}`);
}

await executor.shutdown();
