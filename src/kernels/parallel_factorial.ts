/**
 * parallelFactorial(): the odd parts of as many ranges as there are workers, multiplied here.
 *
 * Must not know how a range's product is computed, nor what an executor is.
 */

import { factorialArgument, withTwos } from "./factorial.ts";
import { oddProduct } from "./odd_product.ts";
import { parts } from "./parts.ts";
import type { Submitter } from "./submitter.ts";

/** Numbers a worker should have to multiply, or the way to it costs more. */
const WORTH = 1000;

/**
 * The factorial of `n`, exactly, by the workers of `executor`.
 *
 * 1 … n is cut into `executor.maxWorkers` ranges (4 if it has none; fewer for small `n`); their
 * products come back as BigInts and are multiplied in the calling thread.
 *
 * @param executor An executor of threads or processes.
 * @param n An integer from 0 to 40,000,000.
 * @returns A promise of 1 · 2 · … · n; it is rejected with a task's error if one fails, as with
 * what `factorial()` throws.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import { factorial, parallelFactorial } from "@concurrent/futures/kernels";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * assert.equal(await parallelFactorial(executor, 5000), factorial(5000));
 * ```
 */
export async function parallelFactorial(executor: Submitter, n: number | bigint): Promise<bigint> {
  const count = factorialArgument(n);
  const futures = parts(executor, count, WORTH).map(([from, to]) =>
    executor.submit(oddProduct, from, to)
  );
  return withTwos(productOf(await Promise.all(futures)), count);
}

/** As a balanced tree: large products cost least when their factors are of one size. */
function productOf(factors: readonly bigint[]): bigint {
  if (factors.length === 1) return factors[0]!;
  const middle = factors.length >> 1;
  return productOf(factors.slice(0, middle)) * productOf(factors.slice(middle));
}
