/**
 * Ends a thread that has run out of memory, on Deno.
 *
 * Where a heap comes near its limit Deno aborts whatever runs, without an error that anything could
 * catch, and raises the limit: the task never ends, and the thread may receive nothing any more.
 * Timers go on, and a limit that has changed tells what happened. Node ends such a thread itself.
 */

import { Object } from "../core/primordials.ts";

/** The module `node:v8`, as far as it is used. */
export interface HeapMeter {
  getHeapStatistics(): { readonly heap_size_limit: number };
}

/** How often to look, in ms; a look takes 10 µs, but wakes an idle thread for 300. */
const interval = 250;

/** Looks as long as a task is under way. */
export class HeapWatch {
  readonly #meter: HeapMeter;
  readonly #report: (error: Error) => void;
  readonly #limit: number;
  /** As they are before any task. */
  readonly #timers = {
    set: globalThis.setInterval.bind(globalThis),
    clear: globalThis.clearInterval.bind(globalThis),
  };
  #isBusy = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param report called once this thread's heap has reached its limit */
  constructor(meter: HeapMeter, report: (error: Error) => void) {
    this.#meter = meter;
    this.#report = report;
    this.#limit = meter.getHeapStatistics().heap_size_limit;
  }

  /** A task begins, or has ended; one that was aborted never does. */
  watch(isBusy: boolean): void {
    this.#isBusy = isBusy;
    if (isBusy) this.#timer ??= this.#timers.set(() => this.#look(), interval);
  }

  #look(): void {
    if (this.#meter.getHeapStatistics().heap_size_limit !== this.#limit) {
      this.#report(outOfMemory());
    }
    if (this.#isBusy) return;
    this.#timers.clear(this.#timer);
    this.#timer = undefined;
  }
}

/** As Node's error for it says. */
function outOfMemory(): Error {
  const message = "Worker terminated due to reaching memory limit: JS heap out of memory";
  return Object.assign(new Error(message), { code: "ERR_WORKER_OUT_OF_MEMORY" });
}
