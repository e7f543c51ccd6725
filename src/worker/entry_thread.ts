/**
 * The port of a thread of `node:worker_threads`, on Deno, Bun and Node.
 *
 * Deno's `on("message")` looks for ports in every element of what it received, at 150 ns an element
 * of a typed array; Node's `addEventListener` loads what makes events first, for 25 ms.
 */

import { cloneable } from "../wire/thread_values.ts";
import { printFromProcess, printFromThread } from "./entry_output.ts";
import { type HeapMeter, HeapWatch } from "./heap_watch.ts";
import { catchAll, nodeProcess } from "./node_process.ts";
import type { Port } from "./port.ts";

interface WorkerThreads {
  readonly isMainThread: boolean;
  readonly parentPort: {
    postMessage(message: unknown, transfer?: readonly object[]): void;
    on(type: string, listener: (data: never) => void): void;
    addEventListener(type: string, listener: (event: { readonly data: never }) => void): void;
    removeAllListeners(type?: string): unknown;
    unref(): void;
  } | null;
}

/** The port, if this is such a thread. */
export function threadPort(): Port | undefined {
  const process = nodeProcess();
  const threads = process?.getBuiltinModule?.("node:worker_threads") as WorkerThreads | undefined;
  const parent = threads?.parentPort;
  if (!process || !parent || threads.isMainThread) return undefined;
  const onDeno = "Deno" in globalThis;
  if (onDeno) printFromProcess(process);
  else {
    printFromThread(process);
    // A task that cleans up after itself leaves the pool its worker.
    parent.removeAllListeners = () => parent;
    parent.unref = () => {};
  }
  let heap: HeapWatch | undefined;
  // A task may replace them.
  const send = parent.postMessage.bind(parent);
  const exit = process.exit.bind(process);
  return {
    post(message, transfer) {
      send(cloneable(message, transfer).value, transfer);
    },
    listen(receive, unread) {
      if (!onDeno) {
        parent.on("message", receive);
        parent.on("messageerror", unread);
        return;
      }
      parent.addEventListener("message", ({ data }) => receive(data));
      parent.addEventListener("messageerror", ({ data }) => unread(data));
    },
    catchAll(report) {
      catchAll(process, report);
      if (!onDeno) return;
      heap = new HeapWatch(process.getBuiltinModule!("node:v8") as HeapMeter, report);
    },
    rewritesModules: true,
    ...(onDeno && { watch: (isBusy: boolean) => heap?.watch(isBusy) }),
    exit,
  };
}
