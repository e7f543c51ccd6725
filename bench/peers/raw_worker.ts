/** The other side of `raw.ts`. */

import { parentPort } from "node:worker_threads";
import * as tasks from "./tasks.ts";

/** What comes back of a task. */
export interface RawReply {
  readonly id: number;
  readonly answer: unknown;
}

/** A task in a message. */
interface RawTask {
  readonly id: number;
  readonly task: keyof typeof tasks;
  readonly argument: unknown;
}

parentPort!.on("message", ({ id, task, argument }: RawTask) => {
  const answer = (tasks[task] as (argument: unknown) => unknown)(argument);
  parentPort!.postMessage({ id, answer } satisfies RawReply);
});
