/**
 * `futures-bench gil`: the laws of a global interpreter lock, measured on this package's, beside
 * CPython's, if asked.
 *
 * Here are its flags and their defaults; `gil/` does it.
 */

import { type BenchCase, type Command, command, type Plan } from "../command.ts";
import { exhibitFlags, isShown } from "../exhibit_flags.ts";
import { choice, count, toggle, type Values } from "../flags.ts";
import { lawNames } from "../gil/law.ts";
import { type GilOptions, runGil } from "../gil/run.ts";
import { counted } from "../render/figures.ts";

/** Milliseconds. */
const usualLap = 800;

const flags = {
  law: choice("what is measured; commas or repeated for several (all)", lawNames),
  ms: count(`milliseconds that a lap takes, more or less (${usualLap})`, 600_000),
  rounds: count("laps of each experiment that count (3)", 10_000),
  python: toggle("measure the python3 on the PATH too, in turns"),
  ...exhibitFlags,
};

const gil: BenchCase<typeof flags> = {
  name: "gil",
  summary: "the laws of the lock: speed, waiting, slices, and what they cost",
  flags,
  plan: planOf,
};

/** The command. */
const gilCommand: Command = command(gil);
export default gilCommand;

function planOf(values: Values<typeof flags>): Plan {
  const { law, ms, rounds, python } = values;
  const options: GilOptions = {
    laws: law ?? lawNames,
    ms: ms ?? usualLap,
    rounds: rounds ?? 3,
    python: python ?? false,
  };
  return {
    title: `laps of ${options.ms} ms, ${counted(options.rounds, "round")}`,
    options,
    run: (stage) => runGil(options, isShown(values), stage),
  };
}
