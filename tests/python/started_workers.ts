/**
 * Stands between executors and the threads and processes they start, as the patches of CPython's
 * tests do, and tells what those look up in `executor._threads` and `executor._processes`. Only
 * executors that are made while it is there are seen.
 */

import { runtime } from "../../src/adapters/detect.ts";
import { processKinds, threadKinds } from "../../src/adapters/select.ts";
import type { SpawnWorker } from "../../src/pool/worker_handle.ts";

/** How long workers may take to go, in ms: much more than they need. */
const patience = 60_000;

export class StartedWorkers implements Disposable {
  /** How many workers may still be started. */
  left: number = Infinity;
  readonly #thread = threadKinds[runtime];
  readonly #process = processKinds[runtime];
  readonly #terminations: boolean[] = [];
  #count = 0;
  #alive = 0;
  #changed: () => void = () => {};

  constructor() {
    const process = this.#process;
    Object.assign(threadKinds, { [runtime]: { spawn: this.#watch(this.#thread.spawn) } });
    if (process) {
      Object.assign(processKinds, { [runtime]: { spawn: this.#watch(process.spawn) } });
    }
  }

  /** How many were ever started. */
  get count(): number {
    return this.#count;
  }

  /** How many have not ended. */
  get alive(): number {
    return this.#alive;
  }

  /** The `force` of each `terminate()`, oldest first. */
  get terminations(): readonly boolean[] {
    return this.#terminations;
  }

  /** Resolves once none is left, and keeps the test alive until then; rejects if one stays. */
  gone(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`Cannot wait any longer: ${this.#alive} workers are left`));
      }, patience);
      this.#changed = () => {
        if (this.#alive > 0) return;
        clearTimeout(timer);
        resolve();
      };
      this.#changed();
    });
  }

  [Symbol.dispose](): void {
    Object.assign(threadKinds, { [runtime]: this.#thread });
    if (this.#process) Object.assign(processKinds, { [runtime]: this.#process });
  }

  #watch(spawn: SpawnWorker): SpawnWorker {
    return (name, events) => {
      if (this.left-- <= 0) throw new Error("can't start a worker");
      const worker = spawn(name, {
        ...events,
        exit: (reason) => {
          this.#alive--;
          events.exit(reason);
          this.#changed();
        },
      });
      this.#count++;
      this.#alive++;
      const terminate = (force: boolean): void => {
        this.#terminations.push(force);
        worker.terminate(force);
      };
      return { ...worker, terminate };
    };
  }
}
