/**
 * The ways to do a workload's tasks in this runtime: one after the other in this thread, or by a
 * pool.
 *
 * A lap is timed from the first submit to the last result; whether they are right is seen after.
 * One that does the tasks several times over tells the time of once.
 */

import { setImmediate as turn } from "node:timers/promises";
import {
  type Executor,
  type PoolOptions,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
} from "../../mod.ts";
import type { OpenResources } from "../open_resources.ts";
import type { Entry, Lap } from "../runner.ts";
import { faultIn } from "./answers.ts";
import type { Workload } from "./workloads.ts";

/** A workload in figures: that many tasks of that size, and what each must return. */
export interface Job {
  readonly workload: Workload;
  readonly n: number;
  readonly tasks: number;
  /** How often a lap does all of them, in one go. */
  readonly repeats: number;
  readonly answer: bigint;
}

/** The pools of a run, by the names of their rows. */
export type Pools = ReadonlyMap<string, Executor>;

/** The row that the others are compared with. */
export const baseline = "serial";

/** The first lap starts a pool's workers; in the second those work that came late to the first. */
const isWarm = (laps: number): boolean => laps >= 2;

/** A pool of one of the kinds that are compared. */
export type Pool = ThreadPoolExecutor | ProcessPoolExecutor;

/** What makes the pools, by the names of their rows; workers start when they get work. */
export function poolMakers(options: PoolOptions): readonly (readonly [string, () => Pool])[] {
  const threads = { ...options, threadNamePrefix: "thread" };
  return [
    ["threads + GIL", () => new ThreadPoolExecutor({ ...threads, gil: true })],
    ["threads", () => new ThreadPoolExecutor(threads)],
    ["processes", () => new ProcessPoolExecutor(options)],
  ];
}

/** Makes a pool that does not outlive the run. */
export function openPool(make: () => Pool, open: OpenResources): Pool {
  const pool = make();
  const kill = pool instanceof ProcessPoolExecutor ? () => pool.killWorkers() : undefined;
  open.add({ close: () => pool.shutdown(), ...(kill && { kill }) });
  return pool;
}

/** Makes all pools. */
export function openPools(workers: number, open: OpenResources): Pools {
  const makers = poolMakers({ maxWorkers: workers });
  return new Map(makers.map(([name, make]) => [name, openPool(make, open)]));
}

/** The entries of this runtime, the baseline first. */
export function entriesOf(job: Job, pools: Pools): Entry[] {
  const serial = { name: baseline, isWarm, lap: () => serialLap(job) };
  const pooled = [...pools].map(([name, pool]) => ({
    name,
    isWarm,
    lap: () => pooledLap(job, pool),
  }));
  return [serial, ...pooled];
}

/** Between tasks, with the clock stopped, the event loop has a turn: Ctrl-C must be seen. */
async function serialLap(job: Job): Promise<Lap> {
  const { workload, n } = job;
  const answers: bigint[] = [];
  let ms = 0;
  while (answers.length < calls(job)) {
    const start = performance.now();
    answers.push(workload.kernel(n));
    ms += performance.now() - start;
    await turn();
  }
  return lapOf(job, answers, ms);
}

async function pooledLap(job: Job, pool: Executor): Promise<Lap> {
  const { workload, n } = job;
  const start = performance.now();
  const futures = Array.from({ length: calls(job) }, () => pool.submit(workload.kernel, n));
  const answers = await Promise.all(futures);
  return lapOf(job, answers, performance.now() - start);
}

function calls({ tasks, repeats }: Job): number {
  return tasks * repeats;
}

function lapOf(job: Job, answers: readonly bigint[], ms: number): Lap {
  const fault = faultIn(answers, calls(job), (answer) => answer === job.answer);
  return { ms: ms / job.repeats, fault };
}
