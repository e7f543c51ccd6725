/**
 * Workers that are Web Workers: for browsers, where there is nothing else.
 *
 * A Web Worker says nothing when it ends, so its program announces it, and an end that was forced
 * from here is told from here. It can't be kept from keeping a program alive; pages don't end.
 */

import type { ExitReason, WorkerEvents, WorkerHandle } from "../pool/worker_handle.ts";
import type { WorkerMessage } from "../wire/messages.ts";
import { program } from "../worker/program.gen.ts";
import type { Grants } from "./permission_list.ts";

/** What a browser doesn't say of a worker that it won't have. */
const forbidden = "the page's Content-Security-Policy may lack worker-src blob:";

/** The last message of a worker's program, see `worker/entry_web.ts`. */
interface Farewell {
  readonly exit: number;
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
  let online = false;
  let gone = false;
  const exit = (reason: ExitReason): void => {
    if (gone) return;
    gone = true;
    worker.terminate();
    events.exit(reason);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage | Farewell>) => {
    // A task may post messages of its own, which are not the pool's.
    if (typeof data !== "object" || data === null) return;
    if ("exit" in data) return exit({ code: data.exit });
    if (data.type === "online") {
      online = true;
      URL.revokeObjectURL(url);
    }
    events.message(data);
  });
  worker.addEventListener("messageerror", () => events.messageError("it can't be decoded"));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const error = event.error ?? new Error(event.message || forbidden);
    exit({ ...(online && { code: 1 }), error });
  });
  return {
    sharesMemory: true,
    post: (message, transfer = []) => worker.postMessage(message, transfer as never[]),
    terminate: () => exit({ code: 1 }),
    ref() {},
    unref() {},
  };
}
