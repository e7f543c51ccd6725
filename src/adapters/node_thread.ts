/**
 * Workers that are threads of `node:worker_threads`: on Deno, Bun and Node the only kind that
 * tells when and why it ended. The program is evaluated from its text: no file has to be found, in
 * a package, a bundle or an executable, and no permission is needed.
 */

import type { ExitReason, SpawnWorker } from "../pool/worker_handle.ts";
import type { WorkerMessage } from "../wire/messages.ts";
import { program } from "../worker/program.gen.ts";
import { builtin } from "./builtin.ts";
import { runtime } from "./detect.ts";

interface NodeWorker {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
  on(event: "message", listener: (message: WorkerMessage) => void): void;
  on(event: "messageerror" | "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
}

interface ResourceLimits {
  readonly maxOldGenerationSizeMb: number;
  readonly maxYoungGenerationSizeMb?: number;
}

interface WorkerThreads {
  readonly Worker: new (
    source: string,
    options: { eval: true; name: string; resourceLimits: ResourceLimits },
  ) => NodeWorker;
}

interface V8 {
  getHeapStatistics(): { readonly heap_size_limit: number };
}

/** How much of the heap that a thread would have anyway; the rest lets V8 end it in good order. */
const heapShare = 0.9;

/**
 * A thread that runs out of memory takes the program with it, unless it has a limit of its own.
 *
 * Node has 16 MB left then for all that a collection of the young generation moves at once: it is
 * kept at 48 MB, as it is on small heaps. Bun knows no limits.
 */
function resourceLimits(): ResourceLimits {
  const { heap_size_limit } = builtin<V8>("node:v8")!.getHeapStatistics();
  const maxOldGenerationSizeMb = Math.floor(heapShare * heap_size_limit / 2 ** 20);
  if (runtime !== "node") return { maxOldGenerationSizeMb };
  return { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 48 };
}

/** Starts a thread. */
export const spawnNodeThread: SpawnWorker = (name, events) => {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const worker = new Worker(program, { eval: true, name, resourceLimits: resourceLimits() });
  let reason: ExitReason = {};
  let hasSpoken = false;
  worker.on("message", (message) => {
    hasSpoken = true;
    events.message(message);
  });
  worker.on("messageerror", (error) => events.messageError(error));
  worker.on("error", (error) => {
    reason = { error };
  });
  // The code of a thread that failed to start tells nothing: Node's is 0 where room was lacking.
  const failed = () => !hasSpoken && "error" in reason;
  worker.on("exit", (code) => events.exit(failed() ? reason : { ...reason, code }));
  worker.unref();
  return {
    sharesMemory: true,
    post: (message, transfer) => worker.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
};
