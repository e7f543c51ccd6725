/** Has tasks of each kind run; started where V8 may not evaluate texts. Prints how each ended. */

import process from "node:process";
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";
import { factorial } from "../../../src/kernels/mod.ts";

const path = importTasks<typeof import("node:path")>("node:path");

for (
  const executor of [
    new ThreadPoolExecutor(1),
    new ThreadPoolExecutor({ maxWorkers: 1, gil: true }),
    new ProcessPoolExecutor(1),
  ]
) {
  const futures = [
    executor.submit(path.basename, "/a/b"),
    executor.submit(Math.pow, 2, 3),
    executor.submit(factorial, 5),
    executor.submit((n: number) => n * 2, 4),
  ];
  const ends = await Promise.allSettled(futures);
  const shown = ends.map((end) => end.status === "fulfilled" ? end.value : String(end.reason));
  process.stdout.write(`${shown.join(", ")}\n`);
  await executor.shutdown();
}
