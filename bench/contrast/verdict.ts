/**
 * What one sees in the contrast, in sentences.
 *
 * Nothing is claimed that was not measured: speeds beyond what the laws give are told as that, not
 * explained away.
 */

import { counted } from "../render/figures.ts";
import type { ContrastResult } from "./result.ts";

/** What was set up. */
export interface Setting {
  readonly workers: number;
  readonly tasks: number;
  readonly cpus: number;
}

/** The speeds, as shares of serial code's, at which threads are said to take turns. */
const turns = { low: 0.85, high: 1.1 } as const;

/** The share of the possible speed from which on work is said to be parallel. */
const parallel = 0.75;

/** The note under the charts. */
export function verdictOf(results: readonly ContrastResult[], setting: Setting): string {
  const [locked, threads, processes] = speedsOf(results, "speedup");
  const possible = Math.min(setting.workers, setting.tasks, setting.cpus);
  const isLaw = areTurns(locked) && isParallel([...threads, ...processes], possible);
  return [
    underTheLock(locked, setting),
    `Free threads had ${rangeOf(threads)} of it and processes ${rangeOf(processes)}; ` +
    `${ceiling(setting)} allow ${possible}.`,
    ...(isLaw ? [] : [byFastestLaps(results)]),
  ].join(" ");
}

function underTheLock(speeds: readonly number[], { workers }: Setting): string {
  const law = areTurns(speeds)
    ? ": they took turns"
    : `, where turns give ${turns.low.toFixed(2)} to ${turns.high.toFixed(2)}`;
  return `Under one lock ${counted(workers, "thread")} had ${rangeOf(speeds)} of the speed of ` +
    `serial code${law}.`;
}

/** Not the law: the machine may have been busy. Then these laps show more of it than medians. */
function byFastestLaps(results: readonly ContrastResult[]): string {
  const [locked, threads, processes] = speedsOf(results, "bestSpeedup").map(rangeOf);
  return "The fastest laps, which other work on the machine disturbs least, give " +
    `${locked}, ${threads} and ${processes}.`;
}

/** Of the variants that the sentences are about, one speed a workload. */
function speedsOf(
  results: readonly ContrastResult[],
  kind: "speedup" | "bestSpeedup",
): readonly [locked: number[], threads: number[], processes: number[]] {
  const of = (variant: string): number[] =>
    results.filter((one) => one.variant === variant).map((one) => one[kind]);
  return [of("threads + GIL"), of("threads"), of("processes")];
}

function areTurns(speeds: readonly number[]): boolean {
  return speeds.every((speed) => speed >= turns.low && speed <= turns.high);
}

function isParallel(speeds: readonly number[], possible: number): boolean {
  return speeds.every((speed) => speed >= possible * parallel);
}

function ceiling({ workers, tasks, cpus }: Setting): string {
  return `${counted(workers, "worker")}, ${counted(tasks, "task")} and ${counted(cpus, "cpu")}`;
}

function rangeOf(speeds: readonly number[]): string {
  const low = Math.min(...speeds).toFixed(2);
  const high = Math.max(...speeds).toFixed(2);
  return low === high ? low : `${low} to ${high}`;
}
