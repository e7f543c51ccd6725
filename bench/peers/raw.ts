/** No pool: threads, and a message a task to each in turn. The bar that pools are held to. */

import { Worker } from "node:worker_threads";
import { beside } from "../beside.ts";
import type { Answer, Argument, Contestant, TaskName } from "../dispatch/contestant.ts";
import type { RawReply } from "./raw_worker.ts";

type Settle = (answer: unknown) => void;

/** Starts the threads. */
export function start(count: number): Contestant {
  const pending = new Map<number, Settle>();
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(beside("./raw_worker", import.meta.url));
    return worker.on("message", ({ id, answer }: RawReply) => {
      pending.get(id)!(answer);
      pending.delete(id);
    });
  });
  let tasks = 0;
  const run = <N extends TaskName>(task: N, argument: Argument<N>, moved?: ArrayBuffer) =>
    new Promise<Answer<N>>((resolve) => {
      const id = tasks++;
      pending.set(id, resolve as Settle);
      workers[id % count]!.postMessage({ id, task, argument }, moved ? [moved] : []);
    });
  return {
    sharesMemory: true,
    run,
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
