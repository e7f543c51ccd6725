/**
 * The kinds of executors that a page has: it has no processes, and may share no memory.
 */

import { BrokenThreadPool, ThreadPoolExecutor } from "../../mod.ts";
import { type Kind, withSharing } from "../fixtures/kinds.ts";

/** Not every page that is cross-origin isolated does. */
export const sharesMemory: boolean = "SharedArrayBuffer" in globalThis;

const common = {
  Broken: BrokenThreadPool,
  sharesMemory,
  isProcess: false,
  hasProcesses: false,
  reportsExit: true,
  exitCode: 0,
  tellsLines: true,
} as const;

export const pageThreads: Kind = withSharing({
  ...common,
  name: "a page's threads",
  create: (options) => new ThreadPoolExecutor(options),
});

export const pageThreadsUnderGil: Kind = withSharing({
  ...common,
  name: "a page's threads under a GIL",
  create: (options) =>
    new ThreadPoolExecutor({
      ...(typeof options === "number" ? { maxWorkers: options } : options),
      gil: true,
    }),
});
