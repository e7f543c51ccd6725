/**
 * One call on another thread: `submit()` gives a future at once, awaiting it gives the value.
 *
 * Python: `with ThreadPoolExecutor(max_workers=1) as executor:`
 *         `    print(executor.submit(pow, 2, 3).result())`
 */

import { ThreadPoolExecutor } from "@concurrent/futures";

const executor = new ThreadPoolExecutor(1);

const future = executor.submit(Math.pow, 2, 3);
console.log(`before: done is ${future.done()}`);

// `await future` is short for `await future.result()`.
console.log(`2 ** 3 = ${await future}`);
console.log(`after: done is ${future.done()}`);

await executor.shutdown();
