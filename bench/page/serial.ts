/** How long a unit of work takes one worker alone, without a lock: what speeds are compared with. */

import type { ThreadPoolExecutor } from "../../mod.ts";
import { factorial } from "../../src/kernels/mod.ts";
import { count } from "./count.ts";
import { blocking } from "./roles.ts";

/** A unit of work. */
export interface Serial {
  /** How long it takes, in ms. */
  readonly ms: number;
  /** How large it is, for work that has a size. */
  readonly size: number;
}

/** How often it is measured: other work on the machine disturbs the fastest least. */
const trials = 6;

/** Milliseconds to count for. */
const counting = 30;

/** Milliseconds that a factorial takes at least: several switch intervals. */
const computing = 30;

/** Of counting: it is measured. */
export async function serialCount(executor: ThreadPoolExecutor): Promise<Serial> {
  const ms = await fastest(async () => {
    const start = performance.now();
    const rounds = await executor.submit(count, counting, null);
    return (performance.now() - start) / rounds;
  });
  return { ms, size: 0 };
}

/** Of a factorial that takes long enough: it is looked for. */
export async function serialFactorial(executor: ThreadPoolExecutor): Promise<Serial> {
  for (let size = 20_000;; size = Math.ceil(size * 1.5)) {
    const ms = await fastest(async () => {
      const start = performance.now();
      await executor.submit(factorial, size);
      return performance.now() - start;
    });
    if (ms >= computing) return { ms, size };
  }
}

async function fastest(measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let trial = 0; trial < trials; trial++) least = Math.min(least, await measure());
  return least;
}

/** Of a wait: it is known. */
export function serialWait(): Promise<Serial> {
  return Promise.resolve({ ms: blocking, size: 0 });
}
