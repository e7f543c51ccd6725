/** A run of the laws: law by law, experiment by experiment, here and by CPython in turns. */

import type { Findings, Stage } from "../command.ts";
import { turns, type TurnTaker } from "../turns.ts";
import { exhibitOf } from "./exhibit.ts";
import { Lab } from "./lab.ts";
import type { Experiment, Law, LawName, Samples } from "./law.ts";
import { laws } from "./laws.ts";
import { notesOf } from "./notes.ts";
import { chartsOf, tableOf } from "./pictures.ts";
import { PythonPeer } from "./python_peer.ts";
import { type GilResult, resultOf, type Rounds } from "./result.ts";

/** The options of a run, defaults filled in, as `--json` has them. */
export interface GilOptions {
  readonly laws: readonly LawName[];
  /** How long a lap of an experiment takes, in ms; some take a fixed amount of work instead. */
  readonly ms: number;
  /** Laps of each experiment that count. */
  readonly rounds: number;
  readonly python: boolean;
}

/** A lap to warm up is that much shorter: compilers need little, and its samples don't count. */
const warmUp = 1 / 8;

/** One who measures: this runtime or CPython. */
interface Side extends TurnTaker {
  lap(ms: number): Promise<Samples>;
  /** Of the laps that count. */
  readonly laps: Samples[];
}

/**
 * Runs it.
 *
 * @param isShown whether the scenes are played in the end
 */
export async function runGil(
  options: GilOptions,
  isShown: boolean,
  stage: Stage,
): Promise<Findings> {
  const peer = options.python ? await PythonPeer.start(stage) : undefined;
  const lab = new Lab();
  stage.open.add(lab);
  const results: GilResult[] = [];
  for (const name of options.laws) {
    results.push(...await measure(laws[name], lab, peer, options, stage));
    await lab.close();
  }
  return {
    peers: peer ? { CPython: peer.version } : {},
    results,
    table: tableOf(results, peer !== undefined),
    charts: chartsOf(results),
    notes: notesOf(results, peer),
    ...(isShown && { exhibit: await exhibitOf(stage) }),
  };
}

async function measure(
  law: Law,
  lab: Lab,
  peer: PythonPeer | undefined,
  options: GilOptions,
  { progress }: Stage,
): Promise<GilResult[]> {
  const results: GilResult[] = [];
  for (const experiment of law.experiments) {
    const sides = sidesOf(law, experiment, lab, peer);
    const title = `${law.name}, ${experiment.title}`;
    for (const { entry, counts, title: told } of turns(title, sides, options.rounds)) {
      progress(told);
      const samples = await entry.lap(counts ? options.ms : options.ms * warmUp);
      if (counts) entry.laps.push(samples);
    }
    results.push(...resultsOf(law, experiment, sides));
  }
  return results;
}

/** This runtime first, then CPython, if it takes part. There is no compiler in it to warm up. */
function sidesOf(
  law: Law,
  experiment: Experiment,
  lab: Lab,
  peer: PythonPeer | undefined,
): Side[] {
  const ours: Side = {
    name: "here",
    isWarm: (laps) => laps >= 1,
    lap: (ms) => experiment.lap(lab, ms),
    laps: [],
  };
  if (peer === undefined || experiment.ask === undefined) return [ours];
  const lap = (ms: number) => peer.lap(law, experiment, ms);
  return [ours, { name: "CPython", isWarm: () => true, lap, laps: [] }];
}

function resultsOf({ name }: Law, { subjects }: Experiment, [ours, python]: Side[]): GilResult[] {
  return subjects.map((subject, index) => {
    const other = python ? roundsOf(python, index) : null;
    return resultOf(name, subject, roundsOf(ours!, index) ?? [], other);
  });
}

function roundsOf({ laps }: Side, index: number): Rounds | null {
  const rounds = laps.map((samples) => samples[index] ?? null);
  return rounds.includes(null) ? null : rounds as Rounds;
}
