/**
 * A function of this very program, called for each input on processes: `map()` gives the results in
 * the order of the inputs, and `chunksize` sends two calls at a time.
 *
 * Python: `for result in executor.map(factorial, [1, 5, 10, 20, 40], chunksize=2):`
 *         `    print(result)`
 */

import { ProcessPoolExecutor } from "@concurrent/futures";

/** Travels as source text: it may call itself, but must use no other name from around it. */
function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1);
}

const executor = new ProcessPoolExecutor(2);

for await (const result of executor.map(factorial, [1, 5, 10, 20, 40], { chunksize: 2 })) {
  console.log(String(result));
}

await executor.shutdown();
