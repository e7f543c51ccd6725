/** Calls on long numbers. */

import type { ThreadPoolExecutor } from "../../mod.ts";
import {
  factorial,
  multiply,
  parallelFactorial,
  parseDecimal,
  toDecimal,
} from "../../src/kernels/mod.ts";
import * as plain from "./bigint_factorials.ts";
import { type Call, type Calls, ours, type WorkName } from "./work.ts";

/** Above this the loop takes seconds. */
const longestLoop = 30_000;

/** Below this there is nothing to share out. */
const shortestParallel = 200_000;

/** Of one work, done with n!. */
export function longNumberCalls(work: WorkName, n: number, pool: ThreadPoolExecutor): Calls {
  const value = plain.swing(n);
  switch (work) {
    case "multiply": {
      const other = value + 1n;
      const calls = [
        { name: ours, call: () => multiply(value, other) },
        { name: "BigInt", call: () => value * other },
      ];
      return { answer: value * other, calls };
    }
    case "toDecimal": {
      const calls = [
        { name: ours, call: () => toDecimal(value) },
        { name: "BigInt", call: () => value.toString() },
      ];
      return { answer: value.toString(), calls };
    }
    case "parseDecimal": {
      const text = value.toString();
      const calls = [
        { name: ours, call: () => parseDecimal(text) },
        { name: "BigInt", call: () => BigInt(text) },
      ];
      return { answer: value, calls };
    }
    default:
      return { answer: value, calls: factorialCalls(n, pool) };
  }
}

function factorialCalls(n: number, pool: ThreadPoolExecutor): Call[] {
  const parallel = {
    name: `${ours}, ${pool.maxWorkers} threads`,
    call: () => parallelFactorial(pool, n),
  };
  return [
    { name: ours, call: () => factorial(n) },
    ...(n >= shortestParallel ? [parallel] : []),
    { name: "BigInt swing", call: () => plain.swing(n) },
    { name: "BigInt tree", call: () => plain.tree(n) },
    ...(n <= longestLoop ? [{ name: "BigInt loop", call: () => plain.loop(n) }] : []),
  ];
}
