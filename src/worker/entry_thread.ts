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
import { WebPort } from "./web_port.ts";

/** Deno's is a `MessagePort` of the platform's, too. */
interface NodePort {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  on(type: string, listener: (data: never) => void): void;
  once(type: string, listener: (data: never) => void): void;
  addEventListener(
    type: string,
    listener: (event: { readonly data: never }) => void,
    options?: { readonly once: true },
  ): void;
}

interface WorkerThreads {
  readonly isMainThread: boolean;
  readonly parentPort: NodePort | null;
}

/** Serves the pool, if this is such a thread. */
export function openThread(serve: (port: Port) => void): boolean {
  const process = nodeProcess();
  const threads = process?.getBuiltinModule?.("node:worker_threads") as WorkerThreads | undefined;
  const parent = threads?.parentPort;
  if (!process || !parent || threads.isMainThread) return false;
  if (onDeno) printFromProcess(process);
  else printFromThread(process);
  const open = ({ port }: Opening<NodePort>): void => {
    serve(onDeno ? portOnDeno(port as NodePort & MessagePort, process) : portOf(port, process));
  };
  if (onDeno) parent.addEventListener("message", ({ data }) => open(data), { once: true });
  else parent.once("message", open);
  return true;
}

const onDeno = "Deno" in globalThis;

function portOf(port: NodePort, process: NodeProcess): Port {
  // A task may replace it.
  const send = port.postMessage.bind(port);
  return {
    post(message, transfer) {
      send(cloneable(message, transfer).value, transfer);
    },
    listen(receive, unread) {
      port.on("messageerror", unread);
      port.on("message", receive);
    },
    catchAll: (report) => catchAll(process, report),
    rewritesModules: true,
    exit: process.exit.bind(process),
  };
}

function portOnDeno(own: MessagePort, process: NodeProcess): Port {
  const port = new WebPort(own);
  let heap: HeapWatch | undefined;
  return {
    post: (message, transfer) => port.post(message, transfer),
    listen: (receive, unread) => port.listen(receive, unread),
    catchAll(report) {
      catchAll(process, report);
      heap = new HeapWatch(process.getBuiltinModule!("node:v8") as HeapMeter, report);
    },
    rewritesModules: true,
    watch: (isBusy) => heap?.watch(isBusy),
    exit: process.exit.bind(process),
  };
}
