/**
 * The crash matrix as a table: what can happen to a task or its worker, and how it ends.
 *
 * Must not know in which situation it happens, nor on which kind of worker.
 */

import { type Future, importTasks, type PoolExecutor } from "../../mod.ts";
import type { Kind } from "../fixtures/kinds.ts";
import * as crashes from "./crash_tasks.ts";
import type { Order } from "./crash_tasks.ts";

/** How it ends. */
export type Ending =
  /**
   * The pool breaks: the reason, in which `WORKER`, `KIND` and `TASK` stand for what they are then,
   * and the message of the `RangeError` that is the cause, if there is one.
   */
  | { readonly of: "pool"; readonly reason: string; readonly cause?: string }
  /** Only the task fails, with an error of that name and message. */
  | {
    readonly of: "task";
    readonly name: string;
    readonly message: RegExp;
    /** Whether its worker is replaced by another. */
    readonly replaces?: true;
  }
  /** The workers are stopped from outside, by a method and its signal. */
  | { readonly of: "workers"; readonly method: Stop; readonly signal: string };

/** The methods of `ProcessPoolExecutor` that stop its workers. */
export type Stop = "terminateWorkers" | "killWorkers";

/** Something that happens. */
export interface CrashEvent {
  readonly name: string;
  /** What its worker is told to do in its initializer; to serve, without it. */
  readonly order?: Order;
  /** The task it happens to, as messages call it. */
  readonly task: string;
  /** Submits it; `port` is that of a gate. */
  readonly submit: (executor: PoolExecutor, port: number) => Future;
  readonly ends: Ending;
  /** Why it can't happen to a kind of workers on this runtime. */
  readonly skip?: string | false;
}

const throwing = importTasks<typeof import("./throws_on_import.ts")>(
  import.meta.resolve("./throws_on_import.ts"),
);
const exiting = importTasks<typeof import("./exits_on_import.ts")>(
  import.meta.resolve("./exits_on_import.ts"),
);

const onDeno = "Deno" in globalThis;
const onBun = "Bun" in globalThis;

/** So deep that it can be sent, but takes more stack to receive than there is; Bun sends anything. */
const tooDeep = 2900;

/** A worker's end in the middle of a task. */
function dies(end: string, cause?: string): Ending {
  const reason = `WORKER terminated abruptly ${end} while it ran TASK`;
  return { of: "pool", reason, ...(cause && { cause }) };
}

/** Under Bun's test runner what nothing caught passes by the handlers of a thread's program. */
function uncaughtCode(inThread: boolean): number {
  return inThread && onBun ? 0 : 1;
}

/** A task's end by a value that can't make its way. */
function fails(message: RegExp): Ending & { readonly of: "task" } {
  return { of: "task", name: "DataCloneError", message };
}

type Events = (kind: Kind) => readonly CrashEvent[];

const endlessLoop = {
  task: "arriveAndLoop",
  submit: (executor: PoolExecutor, port: number) => executor.submit(crashes.arriveAndLoop, port),
};

const allOrNothing = "whatever Bun can send it can receive";
const noStops = "ThreadPoolExecutor has no such method";

/** Events in which a worker dies. */
const deaths: Events = ({ sharesMemory }) => [
  {
    name: "process.exit(0)",
    task: "exit",
    submit: (executor) => executor.submit(crashes.exit, 0),
    ends: dies("with exit code 0"),
  },
  {
    name: "process.exit(3)",
    task: "exit",
    submit: (executor) => executor.submit(crashes.exit, 3),
    ends: dies("with exit code 3"),
  },
  ...(["SIGKILL", "SIGTERM", "SIGSEGV"] as const).map((signal) => ({
    name: `${signal} to itself`,
    task: "killMyself",
    submit: (executor: PoolExecutor) => executor.submit(crashes.killMyself, signal),
    ends: dies(`by ${signal}`),
    skip: sharesMemory && "a thread has no signals" ||
      onDeno && signal === "SIGSEGV" && "a SIGSEGV that it sends to itself does nothing on Deno",
  })),
  {
    name: "an uncaught error in a timer",
    task: "throwFromTimer",
    submit: (executor) => executor.submit(crashes.throwFromTimer, "out of a timer"),
    ends: dies(`with exit code ${uncaughtCode(sharesMemory)}`, "out of a timer"),
  },
  {
    name: "an unhandled rejection",
    task: "rejectUnheard",
    submit: (executor) => executor.submit(crashes.rejectUnheard, "out of nowhere"),
    ends: dies(`with exit code ${uncaughtCode(sharesMemory)}`, "out of nowhere"),
  },
  {
    name: "process.exit(3) while the task's module loads",
    task: "unreachable",
    submit: (executor) => executor.submit(exiting.unreachable),
    ends: dies("with exit code 3"),
  },
];

/** Events in the initializer; what is pending then is a task that does no harm. */
const initializers: Events = ({ sharesMemory }) => [
  {
    name: "an error in the initializer",
    order: "throw",
    task: "identity",
    submit: (executor) => executor.submit(crashes.identity, 1),
    ends: {
      of: "pool",
      reason: "A KIND initializer failed in WORKER",
      cause: "error in initializer",
    },
  },
  {
    name: "process.exit(3) in the initializer",
    order: "exit",
    task: "identity",
    submit: (executor) => executor.submit(crashes.identity, 1),
    ends: {
      of: "pool",
      reason: "WORKER terminated abruptly with exit code 3 while it ran its initializer",
    },
  },
  {
    name: "SIGKILL in the initializer",
    order: "kill",
    task: "identity",
    submit: (executor) => executor.submit(crashes.identity, 1),
    ends: {
      of: "pool",
      reason: "WORKER terminated abruptly by SIGKILL while it ran its initializer",
    },
    skip: sharesMemory && "a thread has no signals",
  },
];

/** Events that are a task's own trouble. */
const failures: Events = ({ sharesMemory }) => [
  {
    name: "an error while the task's module loads",
    task: "unreachable",
    submit: (executor) => executor.submit(throwing.unreachable),
    ends: { of: "task", name: "RangeError", message: /^error in module$/ },
  },
  {
    name: "an argument that can't be sent",
    task: "identity",
    submit: (executor) => executor.submit(crashes.identity, () => {}),
    ends: fails(/^Cannot send an argument of identity: .+; send plain data/),
  },
  {
    name: "an argument that can't be received",
    task: "identity",
    submit: (executor) => executor.submit(crashes.identity, crashes.nest(tooDeep)),
    // A thread's are copied when they are submitted, which includes to read them.
    ends: fails(/^Cannot (?:send an argument of|receive an argument:) ./),
    skip: onBun && allOrNothing ||
      sharesMemory && !onDeno && "a thread of Node has more stack than the program",
  },
  {
    name: "a result that can't be sent",
    task: "returnFunction",
    submit: (executor) => executor.submit(crashes.returnFunction),
    ends: fails(/^Cannot send the task's result: .+; send plain data/),
  },
  {
    name: "a result that can't be received",
    task: "nest",
    submit: (executor) => executor.submit(crashes.nest, tooDeep),
    ends: { ...fails(/^Cannot receive the task's result: ./), replaces: true },
    skip: onBun && allOrNothing,
  },
];

/** What somebody does about an endless loop. */
const forcedStops: Events = ({ sharesMemory }) => [
  {
    name: "terminateWorkers() in an endless loop",
    ...endlessLoop,
    ends: { of: "workers", method: "terminateWorkers", signal: "SIGTERM" },
    skip: sharesMemory && noStops,
  },
  {
    name: "killWorkers() in an endless loop",
    ...endlessLoop,
    ends: { of: "workers", method: "killWorkers", signal: "SIGKILL" },
    skip: sharesMemory && noStops,
  },
];

/** All that can happen to a kind of workers on this runtime; skipped is what can't. */
export const eventsOf: Events = (kind) =>
  [deaths, initializers, failures, forcedStops].flatMap((some) => some(kind));
