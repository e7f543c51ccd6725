/**
 * Sees to it that a program never starts itself without end.
 *
 * What is started to be a worker's process may be the program once more: an executable that holds
 * its program, a wrapper in the place of `process.execPath`. And the modules that `--import`,
 * `--require` and `--preload` name run in each worker before it serves, and may use a pool
 * themselves. So a worker carries a mark until it serves, and whoever carries it starts none.
 * Deno's has one only where it preloads anything: what it starts is always Deno.
 */

import { UnsupportedError } from "../core/errors.ts";
import { builtin } from "./builtin.ts";
import { denoPreloads } from "./deno_flags.ts";
import { runtime } from "./detect.ts";

/** A variable of a process's environment, a property of a thread's data. */
export const mark = "CONCURRENT_FUTURES_STARTING";

interface ProcessLike {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execArgv: readonly string[];
  send?(message: unknown): void;
}

interface WorkerThreads {
  readonly workerData?: unknown;
}

function here(): ProcessLike {
  return (globalThis as unknown as { process: ProcessLike }).process;
}

/** @throws {UnsupportedError} in what is to be a worker and doesn't serve yet */
export function assertServes(): void {
  if (runtime === "deno" && denoPreloads().length === 0) return;
  const { workerData } = builtin<WorkerThreads>("node:worker_threads")!;
  if (here().env[mark] === undefined && !(mark in Object(workerData))) return;
  throw new UnsupportedError(
    "Cannot start a worker in one that starts itself: a module that is loaded before the program " +
      "runs in each worker, and would do so without end",
  );
}

/** What a process says that was to be a worker's and is the program. */
const again = { [mark]: "again" };

/** Whether this process was to be a worker's and is the program once more, which its parent is told. */
export function isStartedAgain(): boolean {
  if (runtime !== "node" && runtime !== "bun") return false;
  const process = here();
  if (process.env[mark] === undefined) return false;
  // A worker's first words take the mark away.
  if (process.execArgv.some((argument) => argument.includes(mark))) return false;
  process.send?.(again);
  return true;
}

/** The error of a child that says so. */
export function errorOfAgain(message: unknown, path: string): UnsupportedError | undefined {
  if ((message as Partial<typeof again> | null)?.[mark] !== again[mark]) return undefined;
  return new UnsupportedError(
    `Cannot start a process: ${path} is this program itself, whatever its command line says`,
  );
}
