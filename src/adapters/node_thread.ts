/**
 * Workers that are threads of `node:worker_threads`: on Deno, Bun and Node the only kind that
 * tells when and why it ended. The program is evaluated from its text: no file has to be found, in
 * a package, a bundle or an executable, and no permission is needed.
 */

import type { ExitReason, SpawnWorker } from "../pool/worker_handle.ts";
import type { WorkerMessage } from "../wire/messages.ts";
import { program } from "../worker/program.gen.ts";
import { builtin } from "./builtin.ts";

interface NodeWorker {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
  on(event: "message", listener: (message: WorkerMessage) => void): void;
  on(event: "messageerror" | "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
}

interface WorkerThreads {
  readonly Worker: new (source: string, options: WorkerOptions) => NodeWorker;
}

interface WorkerOptions {
  readonly eval: true;
  readonly name: string;
  readonly resourceLimits: { readonly maxOldGenerationSizeMb: number };
}

interface V8 {
  getHeapStatistics(): { readonly heap_size_limit: number };
}

/**
 * A thread that runs out of memory takes the whole program with it, unless it has a limit of its
 * own; then it ends alone, with an error. The limit is what a thread has anyway, less what V8 needs
 * to end it in good order. Bun has no such limit.
 */
function heapLimit(): number {
  const { heap_size_limit } = builtin<V8>("node:v8")!.getHeapStatistics();
  return Math.floor(0.9 * heap_size_limit / 2 ** 20);
}

/** Starts a thread. */
export const spawnNodeThread: SpawnWorker = (name, events) => {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const worker = new Worker(program, {
    eval: true,
    name,
    resourceLimits: { maxOldGenerationSizeMb: heapLimit() },
  });
  let reason: ExitReason = {};
  worker.on("message", (message) => events.message(message));
  worker.on("messageerror", (error) => events.messageError(error));
  worker.on("error", (error) => {
    reason = { error };
  });
  worker.on("exit", (code) => events.exit({ ...reason, code }));
  worker.unref();
  return {
    sharesMemory: true,
    post: (message, transfer) => worker.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
};
