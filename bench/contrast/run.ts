/** A run of the contrast: what is started, in which order it is measured, what it comes to. */

import os from "node:os";
import type { Findings, Stage } from "../command.ts";
import { type Python, startPython } from "../python.ts";
import { integer } from "../render/figures.ts";
import { type Entry, runContest } from "../runner.ts";
import { baseline, entriesOf, type Job, openPools, type Pools } from "./entries.ts";
import { exhibitOf } from "./exhibit.ts";
import { chartsOf, tableOf } from "./pictures.ts";
import { pythonBaseline, pythonEntries } from "./python_entries.ts";
import { type ContrastResult, resultOf } from "./result.ts";
import { verdictOf } from "./verdict.ts";
import type { WorkloadName } from "./workloads.ts";

/** The options of a run, defaults filled in, as `--json` has them. */
export interface ContrastOptions {
  readonly workloads: readonly WorkloadName[];
  /** The argument of each task, by workload. */
  readonly n: Readonly<Partial<Record<WorkloadName, number>>>;
  readonly tasks: number;
  /** How often a lap of ours does all tasks, by workload; times are of once. */
  readonly repeats: Readonly<Partial<Record<WorkloadName, number>>>;
  readonly workers: number;
  readonly rounds: number;
  readonly python: boolean;
}

/** A workload, its argument and how often a lap does its tasks. */
export type Size = Pick<Job, "workload" | "n" | "repeats">;

interface Peer {
  readonly python: Python;
  readonly version: string;
}

/**
 * Runs it, one workload after the other on the same pools.
 *
 * @param isShown whether a lap of each variant is recorded in the end
 */
export async function runContrast(
  options: ContrastOptions,
  sizes: readonly Size[],
  isShown: boolean,
  stage: Stage,
): Promise<Findings> {
  const peer = options.python ? await startPeer(options.workers, stage) : undefined;
  const pools = openPools(options.workers, stage.open);
  const results: ContrastResult[] = [];
  const jobs: Job[] = [];
  for (const size of sizes) {
    stage.progress(`${size.workload.name}: computing the answer`);
    const job = { ...size, tasks: options.tasks, answer: size.workload.answer(size.n) };
    results.push(...await compare(job, pools, peer, options.rounds, stage));
    jobs.push(job);
  }
  const charts = chartsOf(results);
  const verdict = verdictOf(results, { ...options, cpus: os.availableParallelism() });
  return {
    peers: peer ? { CPython: peer.version } : {},
    results,
    table: tableOf(results),
    charts,
    notes: [verdict, ...(peer ? [pythonNotes(peer, sizes).join(" ")] : [])],
    ...(isShown &&
      { exhibit: await exhibitOf(jobs[0]!, options.workers, charts, verdict, stage) }),
  };
}

async function startPeer(workers: number, stage: Stage): Promise<Peer> {
  const program = new URL("../python/contrast.py", import.meta.url);
  const { python, hello } = await startPython(program, [`${workers}`], stage);
  return { python, version: hello.version };
}

async function compare(
  job: Job,
  pools: Pools,
  peer: Peer | undefined,
  rounds: number,
  stage: Stage,
): Promise<ContrastResult[]> {
  const families: readonly (readonly [baseline: string, readonly Entry[]])[] = [
    [baseline, entriesOf(job, pools)],
    [pythonBaseline, peer ? pythonEntries(job, peer.python) : []],
  ];
  const { workload: { name: workload }, n } = job;
  const entries = families.flatMap(([, family]) => family);
  const times = await runContest(
    { title: `${workload}(${integer(n)})`, entries },
    rounds,
    stage.progress,
  );
  return families.flatMap(([baseline, family]) =>
    family.map(({ name: variant }) =>
      resultOf({ workload, n, variant, baseline }, times.get(variant)!, times.get(baseline)!)
    )
  );
}

function pythonNotes({ version }: Peer, sizes: readonly Size[]): string[] {
  const tasks = sizes.map(({ workload }) => workload.python).join(" and ");
  const repeated = sizes.filter(({ repeats }) => repeats > 1);
  return [
    `CPython ${version}: its tasks are ${tasks}, timed by its own clock; its speed is ` +
    `relative to ${pythonBaseline}.`,
    ...repeated.map(({ workload, repeats }) =>
      `The other laps of ${workload.name} did the tasks ${repeats} times over; their times are of ` +
      "once."
    ),
  ];
}
