/**
 * `futures-bench contrast`: the same CPU-bound tasks in one thread, on threads under one lock, on
 * free threads and on processes; beside CPython's own, if asked.
 *
 * Here are its flags and their defaults; `contrast/` does it.
 */

import { type BenchCase, type Command, command, type Plan } from "../command.ts";
import { type ContrastOptions, runContrast, type Size } from "../contrast/run.ts";
import { type Workload, workloads } from "../contrast/workloads.ts";
import { exhibitFlags, isShown } from "../exhibit_flags.ts";
import { choice, count, toggle, UsageError, type Values } from "../flags.ts";
import { counted } from "../render/figures.ts";
import { usualWorkers, workersFlag } from "../workers.ts";

const names = workloads.map(({ name }) => name);

const flags = {
  workload: choice("what the tasks compute; commas or repeated for several (all)", names),
  n: count(`size of a task (${defaultSizes()})`, Number.MAX_SAFE_INTEGER),
  tasks: count("tasks of a lap (2 a worker)", 100_000),
  workers: workersFlag,
  rounds: count("laps of each variant that count (11; with --python 5)", 10_000),
  python: toggle("add rows by the executors of the python3 on the PATH"),
  ...exhibitFlags,
};

const contrast: BenchCase<typeof flags> = {
  name: "contrast",
  summary: "CPU-bound tasks under one lock, on free threads and on processes",
  flags,
  plan: planOf,
};

/** The command. */
const contrastCommand: Command = command(contrast);
export default contrastCommand;

function planOf(values: Values<typeof flags>): Plan {
  const { python = false, workload: chosen = names, workers = usualWorkers() } = values;
  const { tasks = 2 * workers, rounds = python ? 5 : 11 } = values;
  const sizes = workloads
    .filter(({ name }) => chosen.includes(name))
    .map((workload) => sizeOf(workload, values));
  const byName = (key: "n" | "repeats") =>
    Object.fromEntries(sizes.map((size) => [size.workload.name, size[key]]));
  const options: ContrastOptions = {
    workloads: chosen,
    n: byName("n"),
    tasks,
    repeats: byName("repeats"),
    workers,
    rounds,
    python,
  };
  return {
    title: `${counted(tasks, "task")} on ${counted(workers, "worker")}, ` +
      `${counted(rounds, "round")}, times of all tasks together`,
    options,
    run: (stage) => runContrast(options, sizes, isShown(values), stage),
  };
}

function sizeOf(workload: Workload, { n, python }: Values<typeof flags>): Size {
  const { n: usual, repeats } = python ? workload.besidePython : { ...workload, repeats: 1 };
  if (n === undefined || n <= workload.limit) return { workload, n: n ?? usual, repeats };
  throw new UsageError(
    `Cannot understand --n: more than ${workload.limit}, the limit of ${workload.name}: ${n}`,
  );
}

function defaultSizes(): string {
  return workloads.map(({ name, n, besidePython }) =>
    n === besidePython.n ? `${name} ${n}` : `${name} ${n}, with --python ${besidePython.n}`
  ).join("; ");
}
