/** Tasks that block do so without the lock: N workers do N of them at once. */

import { assertThat } from "../answers.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law } from "../law.ts";
import { tasks } from "../worker_tasks.ts";

const workerCounts = [1, 2, 8, 32] as const;

const mostTasks = 64;

/** Milliseconds that a task blocks. */
const blocking = 20;

/** The law. */
export const io: Law = { name: "io", experiments: workerCounts.map(experimentOf) };

function experimentOf(workers: number): Experiment {
  const subject = {
    setting: { workers },
    quantity: "tasks at once",
    unit: "×",
    expected: workers,
    hasTail: false,
  } as const;
  return {
    title: `${workers} workers`,
    subjects: [subject],
    lap: async (lab, ms) => [[await overlap(lab, workers, taskCount(workers, ms))]],
    ask: (ms) => ({ question: { workers, blocking, tasks: taskCount(workers, ms) } }),
  };
}

/** As many as can be had in the time, in full turns of all workers. */
export function taskCount(workers: number, ms: number): number {
  const wanted = Math.min(mostTasks, workers * ms / blocking);
  return Math.max(1, Math.floor(wanted / workers)) * workers;
}

async function overlap(lab: Lab, workers: number, count: number): Promise<number> {
  const { executor } = await lab.locked(workers);
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: count }, (_, task) => executor.submit(tasks.block, blocking, task)),
  );
  const ms = performance.now() - start;
  assertThat("a worker", answers, answers.every((answer, task) => answer === task));
  return count * blocking / ms;
}
