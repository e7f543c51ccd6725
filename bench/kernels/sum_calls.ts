/** Calls that add numbers. */

import type { ThreadPoolExecutor } from "../../mod.ts";
import { fsum, parallelSum, sum, sumRange } from "../../src/kernels/mod.ts";
import * as plain from "./plain_sums.ts";
import { type Call, type Calls, ours, type WorkName } from "./work.ts";

/** Above this BigInt code, and what keeps every bit in plain code, takes seconds. */
const longestSlow = 10_000_000;

/** Below this there is nothing to share out. */
const shortestParallel = 2_000_000;

/** Newer runtimes have it. */
const { sumPrecise } = Math as { readonly sumPrecise?: (values: Iterable<number>) => number };

/** Of one work, with n numbers. */
export function sumCalls(work: WorkName, n: number, pool: ThreadPoolExecutor): Calls {
  switch (work) {
    case "sumRange":
      return { answer: BigInt(n) * BigInt(n - 1) / 2n, calls: rangeCalls(n) };
    case "fsum":
      return { answer: plain.sumOfValues(n), calls: preciseCalls(plain.doubles(n)) };
    case "sumInt32":
      return { answer: plain.sumOfValues(n), calls: arrayCalls(plain.integers(n), pool) };
    default: {
      const values = plain.doubles(n);
      return {
        answer: plain.sumOfValues(n),
        calls: [...arrayCalls(values, pool), ...precise(values)],
      };
    }
  }
}

function rangeCalls(n: number): Call[] {
  return [
    { name: ours, call: () => sumRange(n) },
    ...(n <= longestSlow ? [{ name: "BigInt loop", call: () => plain.bigintRange(n) }] : []),
    ...(plain.isSafeRange(n) ? [{ name: "loop", call: () => BigInt(plain.range(n)) }] : []),
  ];
}

function preciseCalls(values: Float64Array): Call[] {
  return [{ name: ours, call: () => fsum(values) }, ...precise(values)];
}

function precise(values: Float64Array): Call[] {
  if (sumPrecise === undefined || values.length > longestSlow) return [];
  return [{ name: "Math.sumPrecise", call: () => sumPrecise(values) }];
}

function arrayCalls(values: Float64Array | Int32Array, pool: ThreadPoolExecutor): Call[] {
  const { memory, shared } = plain.sharedCopy(values);
  const parallel = {
    name: `${ours}, ${pool.maxWorkers} threads`,
    call: () => parallelSum(pool, shared, memory),
  };
  const add = (total: number, value: number) => total + value;
  return [
    { name: ours, call: () => sum(values) },
    { name: `${ours} in place`, call: () => sum(shared, memory) },
    ...(values.length >= shortestParallel ? [parallel] : []),
    { name: "loop", call: () => plain.sum(values) },
    { name: "loop of 4 sums", call: () => plain.sumInFour(values) },
    { name: "reduce", call: () => (values as Float64Array).reduce(add, 0) },
  ];
}
