/**
 * Callbacks of a future: called once it is done, in the order added, each with the future.
 *
 * They run synchronously, but a result is always a promise: each notes what it sees, and the values
 * are awaited when they are printed.
 *
 * Python: `future.add_done_callback(lambda future: print("result:", future.result()))`
 */

import { ThreadPoolExecutor } from "@concurrent/futures";

const executor = new ThreadPoolExecutor(1);
const seen: [what: string, value: unknown][] = [];

const future = executor.submit(Math.pow, 2, 3);
future.addDoneCallback((future) => seen.push(["done", future.done()]));
future.addDoneCallback((future) => seen.push(["result", future.result()]));
future.addDoneCallback((future) => seen.push(["exception", future.exception()]));
future.addDoneCallback((future) => seen.push(["future", String(future)]));
console.log(`callbacks called so far: ${seen.length}`);

await future;
for (const [what, value] of seen) console.log(`${what}: ${await value}`);

await executor.shutdown();
