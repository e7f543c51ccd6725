/**
 * Workers that are Web Workers: for browsers, where there is nothing else.
 *
 * A Web Worker says nothing when it ends, so its program announces it, and an end that was forced
 * from here is told from here. It can't be kept from keeping a program alive; pages don't end.
 */

import { Object } from "../core/primordials.ts";
import type { ExitReason, WorkerEvents, WorkerHandle } from "../pool/worker_handle.ts";
import type { Farewell } from "../wire/messages.ts";
import { program } from "../worker/program.gen.ts";
import type { Grants } from "./permission_list.ts";

/** What a browser doesn't say of a worker that it won't have. */
const forbidden = "the page's Content-Security-Policy may lack worker-src blob:";

function isFarewell(message: unknown): message is Farewell {
  if (typeof message !== "object" || message === null) return false;
  return Object.hasOwn(message, "exit") && typeof (message as Farewell).exit === "number";
}

/** Starts a Web Worker; on Deno it may do less than this program, if it is to. */
export function spawnWebWorker(
  name: string,
  events: WorkerEvents,
  permissions?: "inherit" | Grants,
): WorkerHandle {
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(url, {
    type: "module",
    name,
    ...(permissions && { deno: { permissions } }),
  } as WorkerOptions);
  const { port1: port, port2: its } = new MessageChannel();
  let online = false;
  let gone = false;
  const exit = (reason: ExitReason): void => {
    if (gone) return;
    gone = true;
    worker.terminate();
    port.close();
    events.exit(reason);
  };
  port.addEventListener("message", (event: Event) => {
    const { data } = event as MessageEvent<unknown>;
    if (isFarewell(data)) return exit({ code: data.exit });
    if (!online) URL.revokeObjectURL(url);
    online = true;
    events.message(data);
  });
  port.addEventListener("messageerror", () => events.messageError("it can't be decoded"));
  port.start();
  worker.postMessage({ port: its }, [its]);
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const error = event.error ?? new Error(event.message || forbidden);
    exit({ ...(online && { code: 1 }), error });
  });
  return {
    sharesMemory: true,
    post: (message, transfer = []) => port.postMessage(message, transfer as never[]),
    terminate: () => exit({ code: 1 }),
    ref() {},
    unref() {},
  };
}
