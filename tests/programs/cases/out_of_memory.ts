/** A thread runs out of memory while a task waits; the program goes on. */

import { ThreadPoolExecutor } from "@concurrent/futures";

const executor = new ThreadPoolExecutor(1);
const greedy = executor.submit(function greedy() {
  const all = [];
  for (;;) all.push(new Array(1000).fill(Math.random()));
});
const queued = executor.submit(Math.sqrt, 4);
const error = await greedy.exception() as Error;
console.log(error.name);
console.log(/with exit code 1 while it ran /.test(error.message));
console.log((error.cause as { code?: string }).code);
console.log((await queued.exception() as Error).name);
await executor.shutdown();
const other = new ThreadPoolExecutor(1);
console.log(await other.submit(Math.sqrt, 9));
