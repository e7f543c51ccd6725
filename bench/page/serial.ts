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

/** Milliseconds to count for, after as many to get warm. */
const counting = 100;

/** Milliseconds that a factorial takes at least: several switch intervals. */
const computing = 40;

/** Of counting: it is measured. */
export async function serialCount(executor: ThreadPoolExecutor): Promise<Serial> {
  await executor.submit(count, counting, null);
  const start = performance.now();
  const rounds = await executor.submit(count, counting, null);
  return { ms: (performance.now() - start) / rounds, size: 0 };
}

/** Of a factorial that takes long enough: it is looked for. */
export async function serialFactorial(executor: ThreadPoolExecutor): Promise<Serial> {
  for (let size = 20_000;; size = Math.ceil(size * 1.3)) {
    const times = [];
    for (let turn = 0; turn < 3; turn++) {
      const start = performance.now();
      await executor.submit(factorial, size);
      times.push(performance.now() - start);
    }
    const ms = Math.min(...times);
    if (ms >= computing) return { ms, size };
  }
}

/** Of a wait: it is known. */
export function serialWait(): Promise<Serial> {
  return Promise.resolve({ ms: blocking, size: 0 });
}
