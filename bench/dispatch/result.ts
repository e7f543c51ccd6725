/** A figure of a contestant: what `--json` holds, and how it comes out of the laps. */

import { spreadOf } from "../stats.ts";
import type { Figure, MeasurementName, Unit } from "./measurement.ts";
import type { Role } from "./roster.ts";

/** What a result is about. */
export interface Subject {
  readonly measurement: MeasurementName;
  /** One of the measurement's. */
  readonly figure: string;
  /** The figure, for people. */
  readonly title: string;
  readonly unit: Unit;
  readonly better: Figure["better"];
  readonly contestant: string;
  readonly role: Role;
}

/** A figure that was measured. */
export interface Measured extends Subject {
  /** One a round, in the order of the rounds. */
  readonly laps: readonly number[];
  readonly median: number;
  /** Of the laps; the largest if more is better. */
  readonly best: number;
  /** Whom it is compared with: the best peer, or the raw loop where no peer has this figure. */
  readonly reference?: string;
  /** How many times as good as the reference's median the median is: 2 is twice as fast. */
  readonly factor?: number;
  /** The same by the best laps, which other work on the machine has disturbed least. */
  readonly bestFactor?: number;
}

/** A figure that somebody failed to give. */
export interface Missing extends Subject {
  /** Why, in a line. */
  readonly missing: string;
}

/** One result. */
export type DispatchResult = Measured | Missing;

/** Whether it was measured. */
export function isMeasured(result: DispatchResult): result is Measured {
  return !("missing" in result);
}

/** The result of a contestant's laps, not yet compared with others. */
export function resultOf(subject: Subject, laps: readonly number[]): Measured {
  const { median, min, max } = spreadOf(laps);
  const best = subject.better === "more" ? max : min;
  return { ...subject, laps: laps.map(rounded), median: rounded(median), best: rounded(best) };
}

/** Compares the results of one figure with the best peer's among them. */
export function compared(results: readonly DispatchResult[]): DispatchResult[] {
  const reference = referenceOf(results.filter(isMeasured));
  if (!reference) return [...results];
  return results.map((result) =>
    isMeasured(result) ? { ...result, ...comparison(result, reference) } : result
  );
}

function referenceOf(results: readonly Measured[]): Measured | undefined {
  const of = (role: Role): Measured[] => results.filter((one) => one.role === role);
  const [best] = of("peer").sort((a, b) => factorOf(b.better, b.median, a.median) - 1);
  return best ?? of("raw")[0];
}

function comparison(
  { better, median, best }: Measured,
  reference: Measured,
): Pick<Measured, "reference" | "factor" | "bestFactor"> {
  const factor = factorOf(better, median, reference.median);
  const bestFactor = factorOf(better, best, reference.best);
  // Next to nothing, as idle pools and empty heaps are, is no measure.
  if (!Number.isFinite(factor) || !Number.isFinite(bestFactor)) return {};
  return {
    reference: reference.contestant,
    factor: rounded(factor),
    bestFactor: rounded(bestFactor),
  };
}

/** How many times as good as `reference` a value is. */
function factorOf(better: Figure["better"], value: number, reference: number): number {
  return better === "more" ? value / reference : reference / value;
}

/** To what the clocks tell for certain. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
