/**
 * Several futures at once: `wait()` tells which are done and which are not. It returns when all are
 * done or its time is over, and a timeout is no error.
 *
 * Python: `done, not_done = wait(futures, timeout=60)`
 */

import { ThreadPoolExecutor, wait } from "@concurrent/futures";

function sumUpTo(n: number): number {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += i;
  return sum;
}

const executor = new ThreadPoolExecutor(3);
const futures = [10, 100, 1000].map((n) => executor.submit(sumUpTo, n));

// All times are milliseconds. The sets keep the order in which the futures were given.
const { done, notDone } = await wait(futures, { timeout: 60_000 });
for (const future of done) console.log(`sum: ${await future}`);
console.log(`done: ${done.size}, not done: ${notDone.size}`);

await executor.shutdown();
