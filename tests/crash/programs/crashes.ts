/**
 * Has pools of one kind broken in several ways while others of their workers are busy, shuts none
 * of them down and comes to its end; prints what their futures say.
 */

import process from "node:process";
import { type Future, importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";
import { Gate } from "../../fixtures/gate.ts";
import * as crashes from "../crash_tasks.ts";

const exiting = importTasks<typeof import("../exits_on_import.ts")>(
  import.meta.resolve("../exits_on_import.ts"),
);
const Executor = process.argv[2] === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;
const gate = await Gate.make();
let loops = 0;

/** An executor of which one worker is in an endless loop. */
async function make(): Promise<ThreadPoolExecutor | ProcessPoolExecutor> {
  const executor = new Executor(2);
  executor.submit(crashes.arriveAndLoop, gate.port);
  await gate.arrived(++loops);
  return executor;
}

async function print(future: Future): Promise<void> {
  const error = await future.exception() as Error;
  console.log(error.message.replace(/^.*(?= terminated)|, the.*/g, ""), String(error.cause));
}

await print((await make()).submit(crashes.exit, 3));
await print((await make()).submit(crashes.throwFromTimer, "out of a timer"));
await print((await make()).submit(crashes.rejectUnheard, "out of nowhere"));
await print((await make()).submit(exiting.unreachable));
await gate[Symbol.asyncDispose]();
