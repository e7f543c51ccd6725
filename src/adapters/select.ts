/** THE table: which kinds of workers each runtime has. */

import type { SpawnWorker } from "../pool/worker_handle.ts";
import { type Runtime, runtime } from "./detect.ts";
import { spawnNodeThread } from "./node_thread.ts";
import { spawnSubprocess } from "./subprocess.ts";
import { spawnWebWorker } from "./web_worker.ts";

/** The kinds of workers of a runtime. */
export interface WorkerKinds {
  readonly thread: SpawnWorker;
  /** Absent where there are no processes. */
  readonly process?: SpawnWorker;
}

const table: Readonly<Record<Runtime, WorkerKinds>> = {
  deno: { thread: spawnNodeThread, process: spawnSubprocess },
  bun: { thread: spawnNodeThread, process: spawnSubprocess },
  node: { thread: spawnNodeThread, process: spawnSubprocess },
  browser: { thread: spawnWebWorker },
};

/** The kinds of workers of this runtime. */
export const workerKinds: WorkerKinds = table[runtime];
