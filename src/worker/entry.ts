/**
 * Where the worker's program begins: it finds out where it runs and serves there.
 *
 * This file and what it imports become `program.gen.ts`, one self-contained text. Threads are
 * looked for before processes: a thread of a child process has that process's channel too, and
 * Deno's Web Workers have a `process.send()` that leads nowhere.
 */

import { processPort } from "./entry_process.ts";
import { threadPort } from "./entry_thread.ts";
import { webPort } from "./entry_web.ts";
import { serve } from "./serve.ts";

const port = webPort() ?? threadPort() ?? processPort();
if (port === undefined) {
  throw new Error("Cannot serve a pool: this is neither a thread nor a child");
}
serve(port);
