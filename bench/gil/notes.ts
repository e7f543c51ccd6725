/**
 * What one sees in the laws' results, in sentences.
 *
 * Nothing is claimed that was not measured: each sentence is made of the run's own figures, and one
 * about a law that was not measured is not made.
 */

import { counted } from "../render/figures.ts";
import { deviationNote } from "./deviations.ts";
import type { LawName } from "./law.ts";
import { figureText } from "./pictures.ts";
import type { Figures, GilResult } from "./result.ts";
import { settingText } from "./setting.ts";

/** CPython, as far as notes tell of it. */
export interface NotedPeer {
  readonly version: string;
  readonly hasGil: boolean;
}

type Rows = readonly GilResult[];

/** A sentence of the rows of one law. */
type Sentence = (rows: Rows) => string;

const sentences: Readonly<Partial<Record<LawName, Sentence>>> = {
  cpu: speeds,
  convoy: (rows) =>
    rows.map(({ setting }) => setting.burners)
      .filter((burners, index, all) => burners !== 0 && all.indexOf(burners) === index)
      .map((burners) => delays(rows, Number(burners)))
      .join(" "),
  cooperative: releases,
  native: calls,
  change: changes,
  checks: costs,
  recording: records,
};

/** The notes, a sentence or two a law, then what is to be said of CPython. */
export function notesOf(results: Rows, peer?: NotedPeer): string[] {
  const byLaw = Map.groupBy(results, ({ law }) => law);
  const told = [...byLaw].flatMap(([law, rows]) => sentences[law]?.(rows) ?? []);
  return [...told, ...(peer ? [peerNote(peer), ...deviationNote(results)] : [])];
}

function peerNote({ version, hasGil }: NotedPeer): string {
  if (hasGil) return `CPython ${version} was measured in turns with this, by its own clock.`;
  return `CPython ${version} has no lock: its figures are those of free threads.`;
}

function speeds(rows: Rows): string {
  const of = (lock: string, whose: string, side: Side) => {
    const present = rows.filter((row) => row.setting.lock === lock && side(row) !== null);
    const workers = present.map(({ setting }) => setting.workers).join(", ");
    const told = present.map((row) => figureText(side(row)!.measured, "×")).join(", ");
    return present.length === 0 ? [] : [`${workers} ${whose} had ${told}`];
  };
  const ours = of("locked", "workers under one lock", (row) => row);
  const free = of("free", "free ones", (row) => row);
  const python = of("locked", "threads of CPython", ({ python }) => python);
  return `Of their serial code's speed ${[...ours, ...free, ...python].join("; ")}.`;
}

function delays(rows: Rows, burners: number): string {
  const beside = rows.filter(({ setting }) => setting.burners === burners);
  const intervals = beside.map(({ setting }) => `${setting.interval}`).join(", ");
  return `Beside ${counted(burners, "burner")} a sleep ended ${
    list(beside)
  } late at intervals of ` +
    `${intervals} ms.`;
}

function releases(rows: Rows): string {
  const of = (burner: string) =>
    rows.filter(({ setting }) => setting.burner === burner).map(({ measured }) => measured)[0];
  return `Beside a burner that lets others run by itself a sleep ended ` +
    `${figureText(of("cooperative") ?? null, "ms")} late, beside one that does not ` +
    `${figureText(of("plain") ?? null, "ms")}.`;
}

function calls(rows: Rows): string {
  const shares = rows.filter(({ unit }) => unit === "×");
  const lengths = rows.filter(({ unit }) => unit === "ms");
  const intervals = shares.map(({ setting }) => `${setting.interval}`).join(", ");
  return `Beside native calls of ${list(lengths)} a sleep ended ${
    list(shares)
  } of a call late at ` +
    `intervals of ${intervals} ms.`;
}

function changes(rows: Rows): string {
  const [before, after] = rows.map(({ setting, measured }) =>
    `${figureText(measured, "ms")} late at ${setting.interval} ms`
  );
  return `A sleep ended ${before} and, when the interval had changed under way, ${after}.`;
}

function costs(rows: Rows): string {
  const [least, most] = ends(rows);
  const told = ({ measured, setting }: GilResult) =>
    `${figureText(measured, "×")} (${setting.loop})`;
  return `With checks in them, functions sent as source text took ${told(least)} to ${
    told(most)
  } ` +
    "their time without.";
}

function records(rows: Rows): string {
  const [least, most] = ends(rows);
  const told = ({ measured, setting }: GilResult) =>
    `${figureText(measured, "×")} (${settingText(setting)})`;
  return `Executors that record took ${told(least)} to ${told(most)} the time of those that don't.`;
}

/** Whose figures. */
type Side = (row: GilResult) => Figures | null;

function list(rows: Rows): string {
  return rows.map(({ measured, unit }) => figureText(measured, unit)).join(", ");
}

function ends(rows: Rows): readonly [least: GilResult, most: GilResult] {
  const sorted = rows.toSorted((a, b) => a.measured - b.measured);
  return [sorted[0]!, sorted.at(-1)!];
}
