/**
 * Workers that are subprocesses of the same runtime, with an IPC channel.
 *
 * The child takes the program as its first message. Messages are packed here, not by the channel, so
 * that what can't be cloned throws at once, on every runtime. The child's stdout and stderr are ours.
 */

import { systemClock } from "../core/clock.ts";
import { Int32Array, Math, viewName } from "../core/primordials.ts";
import type { ExitReason, WorkerEvents, WorkerHandle } from "../pool/worker_handle.ts";
import type { HostMessage, WorkerMessage } from "../wire/messages.ts";
import { type Mark, marked, Packer, type Packet, poolMark, Unpacker } from "../wire/packet.ts";
import type { V8 } from "../wire/structured_bytes.ts";
import { program } from "../worker/program.gen.ts";
import { builtin } from "./builtin.ts";
import { BunChild } from "./bun_child.ts";
import type { Child, ChildOptions } from "./child.ts";
import { childCommand } from "./child_command.ts";
import { ChildEnding } from "./child_ending.ts";
import { guardChild, releaseChild } from "./child_guard.ts";
import { explainImports } from "./deno_flags.ts";
import { runtime } from "./detect.ts";
import { answerTo, childEnvironment, preparation } from "./executable.ts";
import { hearWithoutTicks, ifTicksAreFaked } from "./next_tick.ts";
import type { Grants } from "./permission_list.ts";
import { assertServes, errorOfAgain } from "./self_start.ts";

interface ChildProcess {
  spawn(command: string, args: readonly string[], options: ChildOptions): Child;
}

interface Crypto {
  getRandomValues(words: Int32Array): Int32Array;
}

interface Errors {
  /** The name and the meaning of each error, by its number. */
  getSystemErrorMap(): ReadonlyMap<number, readonly [string, string]>;
}

/** What packs messages before it is known which subprocess they are for. */
export function packer(): (message: HostMessage) => Packet {
  const packer = new Packer(builtin<V8>("node:v8")!, poolMark);
  return (message) => packer.pack(message);
}

/**
 * What nobody knows but a child's own program. On Node, where what makes secrets takes 10 ms to load,
 * it keeps honest messages apart: a child may do there what its parent may.
 */
function newMark(): Mark {
  const words = new Int32Array(2);
  if (runtime !== "node") {
    (globalThis as unknown as { crypto: Crypto }).crypto.getRandomValues(words);
  } else for (const at of [0, 1]) words[at] = Math.floor(Math.random() * 2 ** 32);
  return [words[0]!, words[1]!];
}

/** For how long a child that has ended must be silent to have said everything, in ms. */
const silence = 100;

/** Starts a subprocess, which may do what this process may; on Deno less, if it is to. */
export function spawnSubprocess(
  _name: string,
  events: WorkerEvents,
  permissions?: "inherit" | Grants,
): WorkerHandle {
  assertServes();
  const pack = packer();
  const mark = newMark();
  const unpacker = new Unpacker(builtin<V8>("node:v8")!, mark);
  const { path, args, input, cwd } = childCommand(permissions);
  const child = start(path, args, {
    stdio: [input === undefined ? "ignore" : "pipe", "inherit", "inherit", "ipc"],
    serialization: "advanced",
    windowsHide: true,
    ...(cwd !== undefined && { cwd }),
    ...childEnvironment(),
  });
  const send = (message: unknown): void => {
    // A channel that has closed is no news: the exit is on its way.
    if (child.connected) child.send(message, () => {});
  };
  const answer = (question: unknown): void => {
    const found = answerTo(question);
    if (found) send(found);
  };
  const isStarted = child.pid !== undefined;
  let isGone = false;
  const ending = new ChildEnding(child, () => {
    hold(child, "unref");
    exit({ signal: "SIGKILL" });
  });
  const exit = (reason: ExitReason): void => {
    ending.told();
    releaseChild(child.pid);
    if (!isGone) events.exit(reason);
    isGone = true;
  };
  let failure: unknown;
  const abandon = (error: unknown): void => {
    child.kill("SIGKILL");
    exit({ error });
  };
  child.on("message", (packet) => {
    // Anything else a task has sent by itself, through its own process.send().
    if (!unpacker.knows(packet)) {
      const error = errorOfAgain(packet, path);
      return error === undefined ? answer(packet) : abandon(error);
    }
    let message: unknown;
    try {
      message = unpacker.unpack(packet);
      if (runtime === "deno") message = explainImports(message as WorkerMessage);
    } catch (error) {
      return events.messageError(error);
    }
    events.message(message);
  });
  child.on("error", (error) => {
    failure ??= error;
    // What may follow of a child that never was tells no more: a "code" that is the error's number.
    if (!isStarted) exit({ error: inWords(error) });
  });
  child.stdin?.on("error", () => {});
  child.stdin?.end(input!);
  child.on("close", (code, signal) => {
    exit({
      ...(code !== null && { code }),
      ...(signal !== null && { signal }),
      ...(failure !== undefined && { error: failure }),
    });
  });
  if (runtime === "deno") child.on("exit", () => closeWhenSilent(child));
  if (child.stdin) void ifTicksAreFaked(() => child.stdin!.destroy());
  if (runtime === "node") hearWithoutTicks(child);
  guardChild(child.pid);
  send(
    `${preparation()}globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(marked))})]=${
      JSON.stringify(mark)
    };${program}`,
  );
  const handle = {
    sharesMemory: false,
    endsEarly: true,
    post(message: HostMessage | Packet) {
      send(viewName(message) === undefined ? pack(message as HostMessage) : message);
    },
    terminate(force: boolean) {
      ending.send(force ? "SIGKILL" : "SIGTERM");
    },
    ref: () => hold(child, "ref"),
    unref: () => hold(child, "unref"),
  };
  handle.unref();
  return handle;
}

function start(path: string, args: readonly string[], options: ChildOptions): Child {
  if (runtime === "bun") return new BunChild(path, args, options);
  return builtin<ChildProcess>("node:child_process")!.spawn(path, args, options);
}

/** Whether a child keeps the program alive; one that never was or has just ended does not, on Deno. */
function hold(child: Child, how: "ref" | "unref"): void {
  if (child.pid === undefined) return;
  try {
    child[how]();
    child.channel?.[how]?.();
  } catch {
    // The word of its end is on its way.
  }
}

/** An error of the system's with what it means: Node's says `EMFILE`, and no more. */
function inWords(error: unknown): unknown {
  const { errno, message } = error as { readonly errno?: number; readonly message: string };
  const words = builtin<Errors>("node:util")!.getSystemErrorMap().get(errno!)?.[1];
  const isTold = words === undefined || message.toLowerCase().includes(words);
  if (!isTold) (error as Error).message = `${message}: ${words}`;
  return error;
}

/**
 * Deno never says `close` of a child that left a message of ours unread, as one does that is killed
 * while it starts: the channel was reset, and nobody reads it any more. What the child said before
 * its end is read within a turn or two.
 */
function closeWhenSilent(child: Child): void {
  const start = () => systemClock.alarm(silence, () => child.connected && child.disconnect());
  let disarm = start();
  child.on("message", () => {
    disarm();
    disarm = start();
  });
  child.on("close", () => disarm());
}
