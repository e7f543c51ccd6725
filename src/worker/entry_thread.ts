/**
 * The port of a thread of `node:worker_threads`, on Deno, Bun and Node: one of the pool's own, which
 * comes with the first message. The thread's `parentPort` is its tasks', and never heard again.
 *
 * Deno's `on("message")` looks for ports in every element of what it received, at 150 ns an element
 * of a typed array; Node's `addEventListener` loads what makes events first, for 25 ms.
 */

import { cloneable } from "../wire/thread_values.ts";
import { printFromProcess, printFromThread } from "./entry_output.ts";
import { type HeapMeter, HeapWatch } from "./heap_watch.ts";
import { catchAll, type NodeProcess, nodeProcess } from "./node_process.ts";
import type { Opening, Port } from "./port.ts";

interface MessagePort {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  on(type: string, listener: (data: never) => void): void;
  once(type: string, listener: (data: never) => void): void;
  addEventListener(
    type: string,
    listener: (event: { readonly data: never }) => void,
    options?: { readonly once: true },
  ): void;
  start(): void;
}

interface WorkerThreads {
  readonly isMainThread: boolean;
  readonly parentPort: MessagePort | null;
}

/** Serves the pool, if this is such a thread. */
export function openThread(serve: (port: Port) => void): boolean {
  const process = nodeProcess();
  const threads = process?.getBuiltinModule?.("node:worker_threads") as WorkerThreads | undefined;
  const parent = threads?.parentPort;
  if (!process || !parent || threads.isMainThread) return false;
  if (onDeno) printFromProcess(process);
  else printFromThread(process);
  const open = ({ port }: Opening<MessagePort>): void => serve(portOf(port, process));
  if (onDeno) parent.addEventListener("message", ({ data }) => open(data), { once: true });
  else parent.once("message", open);
  return true;
}

const onDeno = "Deno" in globalThis;

function portOf(port: MessagePort, process: NodeProcess): Port {
  let heap: HeapWatch | undefined;
  // A task may replace them.
  const send = port.postMessage.bind(port);
  const exit = process.exit.bind(process);
  return {
    post(message, transfer) {
      send(cloneable(message, transfer).value, transfer);
    },
    listen(receive, unread) {
      if (!onDeno) {
        port.on("messageerror", unread);
        port.on("message", receive);
        return;
      }
      port.addEventListener("message", ({ data }) => receive(data));
      port.addEventListener("messageerror", ({ data }) => unread(data));
      port.start();
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
