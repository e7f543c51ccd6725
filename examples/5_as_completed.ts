/**
 * Futures as they are done, whatever order they are given in. One worker takes its tasks in the
 * order of their submission, so here that order is known: the smallest sum comes first.
 *
 * `entries()` has the place of each future in what was given, which leads back to what it is for.
 *
 * Python: `limits = {executor.submit(sum_up_to, n): n for n in [1000, 100, 10]}`
 *         `for future in as_completed(limits):`
 *         `    print(f"sum up to {limits[future]}: {future.result()}")`
 */

import { asCompleted, ThreadPoolExecutor } from "@concurrent/futures";

function sumUpTo(n: number): number {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += i;
  return sum;
}

const executor = new ThreadPoolExecutor(1);
const limits = [1000, 100, 10];
const futures = limits.toReversed().map((n) => executor.submit(sumUpTo, n)).reverse();

const completed = asCompleted(futures, { timeout: 60_000 });
for await (const [index, future] of completed.entries()) {
  console.log(`sum up to ${limits[index]}: ${await future}`);
}

await executor.shutdown();
