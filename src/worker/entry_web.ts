/**
 * The port of a Web Worker, in browsers: one of the pool's own, which comes with the first message.
 * What tasks post by the worker's own `postMessage()` is none of the pool's business.
 */

import type { Opening, Port } from "./port.ts";
import { WebPort } from "./web_port.ts";

interface WorkerScope {
  addEventListener(
    type: string,
    listener: (event: never) => void,
    options?: { readonly once: true },
  ): void;
  close(): void;
}

/** What ends a Web Worker of Deno's besides. */
interface DenoScope {
  readonly Deno?: { exit(code?: number): never };
  readonly process?: { reallyExit(code?: number): never };
}

/** Serves the pool, if this is a Web Worker of a browser or of Deno. */
export function openWebWorker(serve: (port: Port) => void): boolean {
  if (!("WorkerGlobalScope" in globalThis)) return false;
  const scope = globalThis as unknown as WorkerScope;
  const open = ({ data }: MessageEvent<Opening<MessagePort>>) => serve(portOf(data.port, scope));
  scope.addEventListener("message", open, { once: true });
  return true;
}

function portOf(own: MessagePort, scope: WorkerScope): Port {
  const port = new WebPort(own);
  const close = scope.close.bind(scope);
  // A page learns nothing when a worker closes, as a task may have it do: its end is announced.
  const exit = (code: number): void => {
    port.post({ exit: code });
    close();
  };
  scope.close = () => exit(0);
  const { Deno, process } = globalThis as unknown as DenoScope;
  // By these nothing runs any more, other than after `close()`.
  if (Deno && process) {
    const leave = Deno.exit;
    Deno.exit = process.reallyExit = (code = 0) => {
      port.post({ exit: code });
      return leave(code);
    };
  }
  return {
    post: (message, transfer) => port.post(message, transfer),
    listen: (receive, unread) => port.listen(receive, unread),
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
