/** This package's two executors as contestants. */

import {
  importTasks,
  type PoolExecutor,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  transfer,
} from "../../mod.ts";
import { type Argument, type Contestant, type TaskName, tasksUrl } from "./contestant.ts";

const tasks = importTasks<Record<TaskName, (argument: unknown) => unknown>>(tasksUrl);

/** Threads. */
export function startThreads(workers: number): Contestant {
  return contestantOf(new ThreadPoolExecutor(workers), true);
}

/** Processes. */
export function startProcesses(workers: number): Contestant {
  return contestantOf(new ProcessPoolExecutor(workers), false);
}

function contestantOf(executor: PoolExecutor, sharesMemory: boolean): Contestant {
  return {
    sharesMemory,
    run: ((task: TaskName, argument: Argument<TaskName>, moved?: ArrayBuffer) => {
      if (moved) transfer(argument as object, [moved]);
      return executor.submit(tasks[task], argument);
    }) as Contestant["run"],
    map: (inputs, chunksize) =>
      executor.map(tasks.increment, inputs, { chunksize }) as AsyncIterable<number>,
    close: () => executor.shutdown({ wait: true, cancelFutures: true }),
  };
}
