/**
 * Watches the threads and processes that executors start: what CPython's tests look up in
 * `executor._threads` and `executor._processes`. Only executors made while it watches are seen.
 */

import { workerKinds } from "../../src/adapters/select.ts";
import type { SpawnWorker } from "../../src/pool/worker_handle.ts";

/** How long workers may take to go, in ms: much more than they need. */
const patience = 60_000;

export class StartedWorkers implements Disposable {
  readonly #original = { ...workerKinds };
  readonly #names: string[] = [];
  #alive = 0;
  #changed: () => void = () => {};

  constructor() {
    const { thread, process } = workerKinds;
    const watched = {
      thread: this.#watch(thread),
      ...(process && { process: this.#watch(process) }),
    };
    Object.assign(workerKinds, watched);
  }

  /** The names of all that were ever started, oldest first. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** How many were ever started. */
  get count(): number {
    return this.#names.length;
  }

  /** How many have not ended. */
  get alive(): number {
    return this.#alive;
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
    Object.assign(workerKinds, this.#original);
  }

  #watch(spawn: SpawnWorker): SpawnWorker {
    return (name, events) => {
      const worker = spawn(name, {
        ...events,
        exit: (reason) => {
          this.#alive--;
          events.exit(reason);
          this.#changed();
        },
      });
      this.#names.push(name);
      this.#alive++;
      return worker;
    };
  }
}
