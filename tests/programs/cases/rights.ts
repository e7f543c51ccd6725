/** What pools can do with the rights that Deno was given; `rights.ts KIND [PERMISSIONS]`. */

import process from "node:process";
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";
import { factorial } from "../../../src/kernels/mod.ts";

const [kind, permissions] = process.argv.slice(2);
const options = {
  maxWorkers: 1,
  ...(permissions && { permissions: JSON.parse(permissions) }),
};
const { readIt } = importTasks<typeof import("./rights_tasks.ts")>(
  new URL("./rights_tasks.ts", import.meta.url).href,
);
const tasks = {
  computes: () => executor.submit((n: number) => n + 1, 1),
  factorial: () => executor.submit(factorial, 5),
  reads: () => executor.submit((path: string) => Deno.readTextFileSync(path).length > 0, path),
  imports: () => executor.submit(readIt),
  mayImport: () => executor.submit(() => Deno.permissions.querySync({ name: "import" }).state),
  asks: () => executor.submit(() => Deno.env.get("HOME") !== ""),
};
const path = decodeURIComponent(new URL("./rights_tasks.ts", import.meta.url).pathname);

const executor = kind === "threads"
  ? new ThreadPoolExecutor(options)
  : new ProcessPoolExecutor(options);
for (const [name, task] of Object.entries(tasks)) {
  try {
    console.log(name, String(await task()));
  } catch (error) {
    console.log(name, String(error).split("\n")[0]);
  }
}
await executor.shutdown();
