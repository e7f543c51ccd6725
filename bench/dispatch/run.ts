/** A run of the dispatch bench: who is measured, in which order, what it comes to. */

import { setTimeout as pause } from "node:timers/promises";
import type { Findings, Stage } from "../command.ts";
import { turns } from "../turns.ts";
import { launches, type LaunchOf } from "./launch.ts";
import type { Figure, Measurement, MeasurementName, Sample } from "./measurement.ts";
import { measurementOf } from "./measurements.ts";
import { failureOf, notesOf } from "./notes.ts";
import { chartsOf } from "./charts.ts";
import { tableOf } from "./table.ts";
import { findPython, peerVersions } from "./peer_versions.ts";
import { type Course, Racer } from "./racer.ts";
import { compared, type DispatchResult, resultOf, type Subject } from "./result.ts";
import { type Participant, pythonRoster, roster } from "./roster.ts";
import type { Sizes } from "./sizes.ts";

/** The options of a run, defaults filled in, as `--json` has them. */
export interface DispatchOptions {
  readonly measurements: readonly MeasurementName[];
  readonly contestants: readonly string[];
  readonly sizes: Sizes;
  readonly rounds: number;
  /** Seconds for a lap. */
  readonly limit: number;
  readonly python: boolean;
}

/** Runs it, one measurement after the other, each with programs of its own. */
export async function runDispatch(options: DispatchOptions, stage: Stage): Promise<Findings> {
  const { measurements, contestants, sizes, python } = options;
  const found = python ? await findPython(sizes.workers, stage) : undefined;
  const launchOf = launches(found?.executable);
  const field = [
    ...roster.filter(({ name }) => contestants.includes(name)),
    ...(python ? pythonRoster : []),
  ];
  const results: DispatchResult[] = [];
  for (const measurement of measurements.map(measurementOf)) {
    results.push(...await measure(measurement, field, options, launchOf, stage));
  }
  const failure = failureOf(results);
  return {
    peers: { ...peerVersions(results), ...(found && { CPython: found.version }) },
    results,
    table: tableOf(results),
    charts: chartsOf(results),
    notes: notesOf(results),
    ...(failure !== undefined && { failure }),
  };
}

async function measure(
  measurement: Measurement,
  field: readonly Participant[],
  { sizes, rounds, limit }: DispatchOptions,
  launchOf: LaunchOf,
  { open, progress }: Stage,
): Promise<DispatchResult[]> {
  const course: Course = { measurement, sizes, limit, launchOf, open };
  const racers = field
    .filter(({ role }) => role !== "CPython" || measurement.hasPython)
    .map((participant) => new Racer(participant, course));
  const samples = new Map(racers.map((racer): [Racer, Sample[]] => [racer, []]));
  const most = Math.min(rounds, measurement.rounds ?? rounds);
  for (const { entry, counts, title } of turns(measurement.name, racers, most)) {
    progress(title);
    await pause(sizes.settling);
    const sample = await entry.lap();
    if (sample && counts) samples.get(entry)!.push(sample);
  }
  await Promise.all(racers.map((racer) => racer.close()));
  return measurement.figures.flatMap((figure) =>
    compared(
      [...samples].flatMap(([racer, laps]) =>
        resultsOf(racer, subjectOf(racer, measurement, figure, sizes), laps)
      ),
    )
  );
}

function subjectOf(
  { participant: { name, role } }: Racer,
  measurement: Measurement,
  { name: figure, title, unit, better }: Figure,
  sizes: Sizes,
): Subject {
  const about = { measurement: measurement.name, figure, title: title(sizes), unit, better };
  return { ...about, contestant: name, role };
}

/** One result, or none of a figure that the contestant can't have. */
function resultsOf(racer: Racer, subject: Subject, samples: readonly Sample[]): DispatchResult[] {
  if (racer.fault !== undefined) return [{ ...subject, missing: racer.fault }];
  const laps = samples.flatMap((sample) => sample[subject.figure] ?? []);
  return laps.length > 0 ? [resultOf(subject, laps)] : [];
}
