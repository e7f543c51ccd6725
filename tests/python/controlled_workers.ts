/**
 * Stands between executors and the threads and processes they start, as the patches of CPython's
 * tests do: sees how workers are ended, and refuses to start any when it is told to.
 */

import { workerKinds } from "../../src/adapters/select.ts";
import type { SpawnWorker } from "../../src/pool/worker_handle.ts";

export class ControlledWorkers implements Disposable {
  /** How many workers may still be started. */
  left: number = Infinity;
  /** The `force` of each `terminate()`, oldest first. */
  readonly terminations: boolean[] = [];
  readonly #original = { ...workerKinds };

  /** Controls the workers of the executors that are made from now on. */
  constructor() {
    const { thread, process } = workerKinds;
    const controlled = {
      thread: this.#control(thread),
      ...(process && { process: this.#control(process) }),
    };
    Object.assign(workerKinds, controlled);
  }

  [Symbol.dispose](): void {
    Object.assign(workerKinds, this.#original);
  }

  #control(spawn: SpawnWorker): SpawnWorker {
    return (name, events) => {
      if (this.left-- <= 0) throw new Error("can't start a worker");
      const worker = spawn(name, events);
      const terminate = (force: boolean): void => {
        this.terminations.push(force);
        worker.terminate(force);
      };
      return { ...worker, terminate };
    };
  }
}
