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
  readonly Worker: new (source: string, options: { eval: true; name: string }) => NodeWorker;
}

/** Starts a thread. */
export const spawnNodeThread: SpawnWorker = (name, events) => {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const worker = new Worker(program, { eval: true, name });
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
