/**
 * parallelFactorial(): as many classes of primes as there are workers, multiplied by one of them.
 *
 * Must not know how a class's product is computed, nor what an executor is.
 */

import { factorialArgument, withTwos } from "./factorial.ts";
import { bigintOfLimbs, oddFactorialClass, productOfClasses } from "./odd_factorial.ts";
import { parts } from "./parts.ts";
import type { Submitter } from "./submitter.ts";

/** Numbers a worker should have to multiply, or the way to it costs more. */
const WORTH = 10_000;

/**
 * The factorial of `n`, exactly, by the workers of `executor`.
 *
 * The primes up to `n` are dealt out to `executor.maxWorkers` classes (4 if it has none; fewer for
 * small `n`); the products of their powers, and the product of those, are computed by the workers.
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
  const { length } = parts(executor, count, WORTH);
  const classes = await Promise.all(
    Array.from({ length }, (_, i) => executor.submit(oddFactorialClass, count, i, length)),
  );
  const odd = length === 1 ? classes[0]! : await executor.submit(productOfClasses, classes);
  return withTwos(bigintOfLimbs(odd), count);
}
