/** The port of a Web Worker, in browsers. */

import type { HostMessage } from "../wire/messages.ts";
import { cloneable } from "../wire/thread_values.ts";
import type { Port } from "./port.ts";

interface WorkerScope {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  addEventListener(type: string, listener: (event: never) => void): void;
  close(): void;
}

/** The port, if this is a Web Worker of a browser or of Deno. */
export function webPort(): Port | undefined {
  if (!("WorkerGlobalScope" in globalThis)) return undefined;
  const scope = globalThis as unknown as WorkerScope;
  const close = scope.close.bind(scope);
  const send = scope.postMessage.bind(scope);
  // A page learns nothing when a worker closes, as a task may have it do: its end is announced.
  const exit = (code: number): void => {
    send({ exit: code });
    close();
  };
  scope.close = () => exit(0);
  return {
    post(message, transfer) {
      send(cloneable(message, transfer).value, transfer);
    },
    listen(receive, unread) {
      scope.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => receive(data));
      scope.addEventListener("messageerror", () => unread("it can't be decoded"));
    },
    catchAll(report) {
      scope.addEventListener("error", (event: ErrorEvent) => {
        event.preventDefault();
        report(event.error ?? new Error(event.message));
      });
      scope.addEventListener(
        "unhandledrejection",
        (event: Event & { readonly reason: unknown }) => {
          event.preventDefault();
          report(event.reason);
        },
      );
    },
    exit,
  };
}
