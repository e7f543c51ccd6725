/**
 * The app that every bundler builds: one result of each thing that a bundle could break.
 *
 * Must not know where its tasks' module ended up: that is what the entries differ in.
 */

import {
  Gil,
  importTasks,
  ProcessPoolExecutor,
  registerError,
  ThreadPoolExecutor,
} from "@concurrent/futures";
import { factorial, parallelSum, sum } from "@concurrent/futures/kernels";
import { LimitError } from "./limit_error.ts";

/** What it prints, as one line of JSON. */
export type Results = Readonly<Record<string, unknown>>;

type AppTasks = typeof import("./tasks.ts");

/** Does everything once, and prints it. */
export async function runApp(module: string | URL): Promise<void> {
  registerError(LimitError);
  const results: Results = {
    ...await runThreads(module),
    ...await runUnderLock(module),
    processes: await runProcesses(module),
  };
  console.log(JSON.stringify(results));
}

/** Travels as its source, with a function in it that has a name of its own. */
function fibonacci(n: number): number {
  const nth = (n: number): number => n < 2 ? n : nth(n - 1) + nth(n - 2);
  return nth(n);
}

async function runThreads(module: string | URL): Promise<Results> {
  const tasks = importTasks<AppTasks>(module);
  const executor = new ThreadPoolExecutor(2);
  const values = new Int32Array(new SharedArrayBuffer(4 << 20)).fill(2);
  const error = await executor.submit(tasks.refuse, 5).exception();
  const results = {
    source: await executor.submit(fibonacci, 12),
    factorial: String(await executor.submit(factorial, 20)),
    sum: await executor.submit(sum, new Float64Array([0.5, 0.25])),
    parallelSum: await parallelSum(executor, values),
    module: await executor.submit(tasks.countPrimes, 10_000),
    kernelInTask: await executor.submit(tasks.sumOfPrimes, 100),
    array: Array.from(await executor.submit(tasks.primesBelow, 20)),
    error: error instanceof LimitError ? `${error.name}: ${error.limit}` : String(error),
  };
  await executor.shutdown();
  return results;
}

/** A page can't rewrite the modules that its workers import. */
async function runUnderLock(module: string | URL): Promise<Results> {
  const burn = (stop: Int32Array) => {
    let turns = 0;
    while (Atomics.load(stop, 0) === 0) turns++;
    return turns;
  };
  const tasks = importTasks<AppTasks>(module);
  return {
    obeys: await shareLock(burn),
    moduleObeys: "document" in globalThis ? "not on a page" : await shareLock(tasks.burn),
  };
}

/** Two tasks share one lock until they have had it by force: only code that was instrumented does. */
async function shareLock(burn: AppTasks["burn"]): Promise<boolean> {
  const gil = new Gil({ switchInterval: 1 });
  const executor = new ThreadPoolExecutor({ maxWorkers: 2, gil });
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const burning = [1, 2].map(() => executor.submit(burn, stop));
  while (gil.stats().forcedSwitches < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  Atomics.store(stop, 0, 1);
  await Promise.all(burning);
  await executor.shutdown();
  return true;
}

/** What a process says, or the name of the error where there is none. */
async function runProcesses(module: string | URL): Promise<Results | string> {
  const tasks = importTasks<AppTasks>(module);
  const executor = makeProcesses();
  if (!(executor instanceof ProcessPoolExecutor)) return executor.name;
  const results = {
    source: await executor.submit(fibonacci, 12),
    factorial: String(await executor.submit(factorial, 20)),
    module: await executor.submit(tasks.countPrimes, 10_000),
    kernelInTask: await executor.submit(tasks.sumOfPrimes, 100),
  };
  await executor.shutdown();
  return results;
}

function makeProcesses(): ProcessPoolExecutor | Error {
  try {
    return new ProcessPoolExecutor(1);
  } catch (error) {
    return error as Error;
  }
}
