// What a program in TypeScript sees of the package.
import {
  asCompleted,
  type Future,
  Gil,
  importTasks,
  type Permissions,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  type TraceEvent,
  transfer,
  wait,
} from "@concurrent/futures";
import { checkpoint } from "@concurrent/futures/gil";
import { factorial, sum } from "@concurrent/futures/kernels";

const permissions: Permissions = { read: ["/tmp"] };
const executor: ThreadPoolExecutor = new ThreadPoolExecutor({ maxWorkers: 2, gil: new Gil() });
const future: Future<bigint> = executor.submit(factorial, 5);
const tasks = importTasks<typeof import("./more_types.ts")>("./more_types.ts");
const length: Future<number> = executor.submit(tasks.lengthOf, "text");
// @ts-expect-error its argument is a text
executor.submit(tasks.lengthOf, 4);
// @ts-expect-error there is no such option
new ThreadPoolExecutor({ maxWorker: 2 });
for await (const root of executor.map(Math.sqrt, [1, 4])) root.toFixed();
const pixels = new Uint8Array(8);
executor.submit((p: Uint8Array) => p.length, transfer(pixels, [pixels.buffer]));
// @ts-expect-error a view can't be moved, its buffer can
transfer(pixels, [pixels]);
importTasks<typeof import("./more_types.ts")>({ href: "file:///more_types.ts" });
{
  await using pool = new ThreadPoolExecutor(1);
  await using results = pool.map(Math.sqrt, [1]);
  await using entries = asCompleted([pool.submit(Math.sqrt, 1)]).entries();
  void [results, entries];
}
const trace: readonly TraceEvent[] = executor.trace;
export { checkpoint, future, length, permissions, ProcessPoolExecutor, sum, trace, wait };
