/**
 * `futures-bench kernels`: this package's long numbers and sums beside the runtime's own, gmp-wasm,
 * and CPython, GMP and loops in C, if asked.
 *
 * Here are its flags and their defaults; `kernels/` does it.
 */

import { type BenchCase, type Command, command, type Plan } from "../command.ts";
import { choice, count, toggle, UsageError, type Values } from "../flags.ts";
import { type KernelsOptions, runKernels } from "../kernels/run.ts";
import { isSum, usualSizes, works } from "../kernels/work.ts";
import { counted, integer } from "../render/figures.ts";
import { usualWorkers, workersFlag } from "../workers.ts";

const flags = {
  work: choice("what is computed; commas or repeated for several (factorial)", works),
  n: count(
    `of n!, or numbers to add, alone (${
      usualSizes("factorial").map(integer).join("; ")
    }; of sums ` +
      `${usualSizes("sum").map(integer).join("; ")})`,
    100_000_000,
  ),
  workers: workersFlag,
  rounds: count("laps of each that count (7)", 10_000),
  python: toggle("add rows by the python3 on the PATH"),
  gmp: toggle("add rows by GMP and loops in C: takes a C compiler and GMP's headers"),
};

const kernels: BenchCase<typeof flags> = {
  name: "kernels",
  summary: "factorials, other long numbers and sums, by WASM, plain code and C",
  flags,
  plan: planOf,
};

/** The command. */
const kernelsCommand: Command = command(kernels);
export default kernelsCommand;

function planOf(values: Values<typeof flags>): Plan {
  const { work = ["factorial"], n = null, workers = usualWorkers() } = values;
  const { rounds = 7, python = false, gmp = false } = values;
  const longest = work.every(isSum) ? Infinity : 10_000_000;
  if (n !== null && n > longest) {
    throw new UsageError(`--n is too large: ${integer(n)} (at most ${integer(longest)} for n!)`);
  }
  const options: KernelsOptions = {
    works: work,
    n,
    workers,
    rounds,
    python,
    gmp,
  };
  return {
    title: `${counted(rounds, "round")}, times of one call`,
    options,
    run: (stage) => runKernels(options, stage),
  };
}
