/** Has a task that is held while Ctrl-C is pressed; the handler lets it go, and it ends well. */

import process from "node:process";
import { importTasks, ProcessPoolExecutor } from "@concurrent/futures";
import { Gate } from "../../fixtures/gate.ts";

const tasks = importTasks<typeof import("../../fixtures/tasks.ts")>(
  import.meta.resolve("../../fixtures/tasks.ts"),
);
const gate = await Gate.make();
const executor = new ProcessPoolExecutor(1);
const future = executor.submit(tasks.hold, gate.port, 8);
await gate.arrived(1);
process.once("SIGINT", async () => {
  console.log("interrupted");
  gate.open();
  console.log(await future);
  await executor.shutdown();
  await gate[Symbol.asyncDispose]();
});
console.log("ready");
