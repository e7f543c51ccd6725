/** How the parallel kernels cut their work. */

import type { Submitter } from "./submitter.ts";

/** Contiguous parts of 0 … length: one a worker, fewer if they were shorter than `worth`. */
export function parts(executor: Submitter, length: number, worth: number): [number, number][] {
  const count = Math.max(1, Math.min(executor.maxWorkers ?? 4, Math.ceil(length / worth)));
  const bound = (i: number) => Math.floor((length * i) / count);
  return Array.from({ length: count }, (_, i) => [bound(i), bound(i + 1)]);
}
