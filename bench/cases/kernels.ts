/**
 * `futures-bench kernels`: this package's long numbers beside the runtime's own, gmp-wasm, and
 * CPython and GMP, if asked.
 *
 * Here are its flags and their defaults; `kernels/` does it.
 */

import { type BenchCase, type Command, command, type Plan } from "../command.ts";
import { choice, count, toggle, type Values } from "../flags.ts";
import { type KernelsOptions, runKernels } from "../kernels/run.ts";
import { works } from "../kernels/work.ts";
import { counted, integer } from "../render/figures.ts";

const usualSizes = [20, 100, 1000, 10_000, 100_000, 1_000_000];

const flags = {
  work: choice("what is computed; commas or repeated for several (factorial)", works),
  n: count(`of n!, alone (${usualSizes.map(integer).join("; ")})`, 10_000_000),
  rounds: count("laps of each that count (7)", 10_000),
  python: toggle("add rows by the python3 on the PATH"),
  gmp: toggle("add rows by GMP in C: takes a C compiler and GMP's headers"),
};

const kernels: BenchCase<typeof flags> = {
  name: "kernels",
  summary: "factorials and other long numbers, by WASM, BigInt and GMP",
  flags,
  plan: planOf,
};

/** The command. */
const kernelsCommand: Command = command(kernels);
export default kernelsCommand;

function planOf(values: Values<typeof flags>): Plan {
  const { work = ["factorial"], n, rounds = 7, python = false, gmp = false } = values;
  const options: KernelsOptions = {
    works: work,
    n: n === undefined ? usualSizes : [n],
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
