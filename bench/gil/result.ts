/** A row of `futures-bench gil`, as `--json` has it, and how it comes out of the laps' samples. */

import { quantileOf, spreadOf } from "../stats.ts";
import type { LawName, Subject } from "./law.ts";

/** What was measured of one side. */
export interface Figures {
  /** The median of all samples of all rounds. */
  readonly measured: number;
  /** How many samples there are. */
  readonly samples: number;
  /** The medians of each round, in their order. */
  readonly rounds: readonly number[];
  /** The 90th percentile; like the next two null where a round gives one sample. */
  readonly p90: number | null;
  /** The 99th percentile; of less than 100 samples the largest. */
  readonly p99: number | null;
  /** The largest sample. */
  readonly max: number | null;
}

/** A row: this package's figures, and CPython's beside them. */
export interface GilResult extends Subject, Figures {
  readonly law: LawName;
  /** CPython's; null without `--python`, and where CPython has no such thing. */
  readonly python: Figures | null;
  /** `measured` over CPython's; null where there is none, or it is 0. */
  readonly ratio: number | null;
}

/** Samples of one subject, a list a round. */
export type Rounds = readonly (readonly number[])[];

/**
 * The result of a row.
 *
 * @param ours this package's samples
 * @param python CPython's; null if it has none
 */
export function resultOf(
  law: LawName,
  subject: Subject,
  ours: Rounds,
  python: Rounds | null,
): GilResult {
  const figures = figuresOf(ours, subject.hasTail);
  const other = python && figuresOf(python, subject.hasTail);
  const ratio = other && other.measured > 0 ? rounded(figures.measured / other.measured) : null;
  return { law, ...subject, ...figures, python: other, ratio };
}

/** What samples come to. */
export function figuresOf(rounds: Rounds, hasTail: boolean): Figures {
  const all = rounds.flat();
  const tail = (share: number) => hasTail ? rounded(quantileOf(all, share)) : null;
  return {
    measured: rounded(spreadOf(all).median),
    samples: all.length,
    rounds: rounds.map((samples) => rounded(spreadOf(samples).median)),
    p90: tail(0.9),
    p99: tail(0.99),
    max: tail(1),
  };
}

/** Four digits behind the point: tenths of a microsecond are beyond what the clocks tell. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
