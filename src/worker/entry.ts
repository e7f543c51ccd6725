/**
 * Where the worker's program begins: it finds out where it runs and serves there.
 *
 * This file and what it imports become `program.gen.ts`, one self-contained text. Threads are
 * looked for before processes: a thread of a child process has that process's channel too, and
 * Deno's Web Workers have a `process.send()` that leads nowhere.
 */

import { freezeTaken } from "../core/primordials.ts";
import { openProcess } from "./entry_process.ts";
import { openThread } from "./entry_thread.ts";
import { openWebWorker } from "./entry_web.ts";
import { serve } from "./serve.ts";

freezeTaken();
if (!openWebWorker(serve) && !openThread(serve) && !openProcess(serve)) {
  throw new Error("Cannot serve a pool: this is neither a thread nor a child");
}
