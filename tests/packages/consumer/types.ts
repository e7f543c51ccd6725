// What a program in TypeScript sees of the package.
import {
  type Future,
  Gil,
  importTasks,
  type Permissions,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  type TraceEvent,
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
const trace: readonly TraceEvent[] = executor.trace;
export { checkpoint, future, length, permissions, ProcessPoolExecutor, sum, trace, wait };
