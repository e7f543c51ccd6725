/**
 * The port of a subprocess with an IPC channel, on Deno, Bun and Node.
 *
 * Messages are packed here and not by the channel: what can't be cloned then throws where it was
 * sent, on every runtime. A child ends with its parent: the channel closes. Ctrl-C at a terminal
 * goes to children too; what it means is for the parent to say.
 */

import { Reflect } from "../core/primordials.ts";
import type { HostMessage } from "../wire/messages.ts";
import { type Mark, marked, Packer, poolMark, Unpacker } from "../wire/packet.ts";
import type { V8 } from "../wire/structured_bytes.ts";
import { printFromProcess } from "./entry_output.ts";
import { catchAll, keepListening, nodeProcess } from "./node_process.ts";
import type { Port } from "./port.ts";

/** The longest interval there is, in ms. */
const longest = 2 ** 31 - 1;

interface Marked {
  [marked]?: Mark;
}

/** Serves the pool, if this is such a process. */
export function openProcess(serve: (port: Port) => void): boolean {
  const process = nodeProcess();
  const v8 = process?.getBuiltinModule?.("node:v8") as V8 | undefined;
  const { [marked]: mark } = globalThis as Marked;
  if (!process?.send || !v8 || !mark) return false;
  // No task is to find it.
  Reflect.deleteProperty(globalThis, marked);
  const packer = new Packer(v8, mark);
  const unpacker = new Unpacker(v8, poolMark);
  // A task may replace them.
  const send = process.send.bind(process);
  const exit = process.exit.bind(process);
  // It ends with its parent, not when a task has called `process.channel.unref()`.
  setInterval(() => {}, longest);
  printFromProcess(process);
  keepListening(process, "disconnect", () => exit(0));
  keepListening(process, "SIGINT", () => {});
  serve({
    post: (message) => send(packer.pack(message)),
    listen(receive, unread) {
      keepListening(process, "message", (packet) => {
        // Anything else is for what the adapter put before this program.
        if (!unpacker.knows(packet)) return;
        let message: HostMessage;
        try {
          message = unpacker.unpack(packet) as HostMessage;
        } catch (error) {
          return unread(error);
        }
        receive(message);
      });
    },
    catchAll: (report) => catchAll(process, report),
    exit,
  });
  return true;
}
