// A program that has installed the package: threads, processes, kernels, a lock, a module of tasks.
import {
  Gil,
  importTasks,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  wait,
} from "@concurrent/futures";
import { checkpoint } from "@concurrent/futures/gil";
import { factorial, parallelSum, sum } from "@concurrent/futures/kernels";

const { twice } = importTasks(import.meta.resolve("./tasks.mjs"));
const gil = new Gil();
const threads = new ThreadPoolExecutor({ maxWorkers: 2, gil });
const processes = new ProcessPoolExecutor(1);
const futures = [
  threads.submit((n) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += i;
    return total;
  }, 1000),
  threads.submit(factorial, 20),
  threads.submit(twice, 4),
  processes.submit(twice, 5),
  processes.submit(factorial, 21),
];
const total = parallelSum(threads, Int32Array.of(1, 2, 3));
const { notDone } = await wait(futures);
checkpoint();
const values = [...await Promise.all(futures), await total];
await Promise.all([threads.shutdown(), processes.shutdown()]);
console.log(notDone.size, String(sum([1, 2])), gil.stats().workers.length > 0, values.join(" "));
