/** The same tasks by CPython: its own loop, its own threads under its own GIL, its own processes. */

import type { Python } from "../python.ts";
import type { Entry, Lap } from "../runner.ts";
import { type Digest, digestOf, faultIn } from "./answers.ts";
import type { Job } from "./entries.ts";

/** What `python/contrast.py` answers: times by its own clock. */
interface Reply {
  readonly ms: number;
  readonly answers: readonly Digest[];
}

const variants = ["serial", "threads", "processes"] as const;

/** The row that CPython's rows are compared with. */
export const pythonBaseline = "CPython serial";

/** The entries of CPython, the baseline first. */
export function pythonEntries(job: Job, python: Python): Entry[] {
  const right = String(digestOf(job.answer));
  return variants.map((variant) => ({
    name: `CPython ${variant}`,
    // There is no compiler to warm up, and its pools are up when it says hello.
    isWarm: () => true,
    lap: () => lap(job, python, variant, right),
  }));
}

async function lap(job: Job, python: Python, variant: string, right: string): Promise<Lap> {
  const { workload: { name }, n, tasks } = job;
  const { ms, answers } = await python.ask<Reply>({ variant, workload: name, n, tasks });
  return { ms, fault: faultIn(answers, tasks, (digest) => String(digest) === right) };
}
