/**
 * Ends a thread that has run out of memory, on Deno.
 *
 * Where a heap comes near its limit Deno aborts whatever runs, without an error that anything could
 * catch, and raises the limit: the task never ends, and the thread may receive nothing any more.
 * Timers go on, and a limit that has changed tells what happened. Node ends such a thread itself.
 */

/** The module `node:v8`, as far as it is used. */
export interface HeapMeter {
  getHeapStatistics(): { readonly heap_size_limit: number };
}

/** How often to look, in ms; a look takes 10 µs. */
const interval = 250;

/** Reports once this thread's heap has reached its limit. */
export function watchHeap(meter: HeapMeter, report: (error: Error) => void): void {
  const limit = meter.getHeapStatistics().heap_size_limit;
  setInterval(() => {
    if (meter.getHeapStatistics().heap_size_limit !== limit) report(outOfMemory());
  }, interval);
}

/** As Node's error for it says. */
function outOfMemory(): Error {
  const message = "Worker terminated due to reaching memory limit: JS heap out of memory";
  return Object.assign(new Error(message), { code: "ERR_WORKER_OUT_OF_MEMORY" });
}
