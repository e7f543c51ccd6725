// Where process.nextTick() is faked a pool hears of a child's end, and ends by itself.
import { createRequire } from "node:module";
import process from "node:process";

const require = createRequire(import.meta.url);
const [futures] = process.argv.slice(2);
const { ProcessPoolExecutor } = await import(futures);
require("@sinonjs/fake-timers").install();
for (const end of [() => process.exit(3), () => process.kill(process.pid, "SIGKILL")]) {
  const executor = new ProcessPoolExecutor(1);
  const error = await executor.submit(end).exception();
  console.log(error.name, /exit code \d+|SIG\w+/.exec(error.message)?.[0]);
  await executor.shutdown();
}
const executor = new ProcessPoolExecutor(2);
void executor.submit(() => new Promise(() => {})).catch(() => {});
await executor.submit(Math.sqrt, 4);
await executor.terminateWorkers();
console.log("terminated");
