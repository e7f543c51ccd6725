/**
 * `futures-bench dispatch`: what it costs to have tasks done elsewhere; this package's pools beside
 * other pools, a raw loop of messages, and CPython's executors, if asked.
 *
 * Here are its flags and their defaults; `dispatch/` does it.
 */

import { type BenchCase, type Command, command, type Plan } from "../command.ts";
import type { MeasurementName } from "../dispatch/measurement.ts";
import { measurements } from "../dispatch/measurements.ts";
import { roster } from "../dispatch/roster.ts";
import { type DispatchOptions, runDispatch } from "../dispatch/run.ts";
import { sizesOf, usualTasks } from "../dispatch/sizes.ts";
import { choice, count, toggle, type Values } from "../flags.ts";
import { counted } from "../render/figures.ts";
import { usualWorkers, workersFlag } from "../workers.ts";

const measures: readonly MeasurementName[] = measurements.map(({ name }) => name);
const contestants: readonly string[] = roster.map(({ name }) => name);

/** Seconds; the slowest pool needs some ten for a lap. */
const usualLimit = 60;

const flags = {
  measure: choice("what is measured; commas or repeated for several (all)", measures),
  contestants: choice("who takes part (all)", contestants),
  tasks: count(`tiny tasks at once; all else shrinks with them (${usualTasks})`, 10_000_000),
  workers: workersFlag,
  rounds: count("laps of each that count (3)", 10_000),
  limit: count(`seconds for a lap, then it counts as failed (${usualLimit})`, 86_400),
  python: toggle("add the executors of the python3 on the PATH"),
};

const dispatch: BenchCase<typeof flags> = {
  name: "dispatch",
  summary: "tiny tasks through this package's pools and others'",
  flags,
  plan: planOf,
};

/** The command. */
const dispatchCommand: Command = command(dispatch);
export default dispatchCommand;

function planOf(values: Values<typeof flags>): Plan {
  const { tasks = usualTasks, workers = usualWorkers() } = values;
  const { rounds = 3, limit = usualLimit, python = false } = values;
  const options: DispatchOptions = {
    measurements: values.measure ?? measures,
    contestants: values.contestants ?? contestants,
    sizes: sizesOf(tasks, workers),
    rounds,
    limit,
    python,
  };
  return {
    title: `${counted(workers, "worker")}, medians of ${counted(rounds, "round")}`,
    options,
    run: (stage) => runDispatch(options, stage),
  };
}
