/**
 * The contract of one measurement: what it has a contestant do, and which figures that gives.
 *
 * Must not know who the contestant is, nor how laps are ordered.
 */

import type { Contestant } from "./contestant.ts";
import type { Sizes } from "./sizes.ts";

/** A measurement's name, as `--measure` takes it. */
export type MeasurementName =
  | "burst"
  | "window"
  | "latency"
  | "map"
  | "cpu"
  | "buffer"
  | "first"
  | "memory"
  | "idle";

/** What a figure counts, which is also how it is written. */
export type Unit = "per second" | "microseconds" | "milliseconds" | "times" | "bytes";

/** One figure of a measurement. */
export interface Figure {
  /** Its own within the measurement. */
  readonly name: string;
  /** What it is, in a table. */
  title(sizes: Sizes): string;
  readonly unit: Unit;
  readonly better: "more" | "less";
}

/** The figures of a lap by their names; one that the contestant can't have is left out. */
export type Sample = Readonly<Record<string, number>>;

/** When a contestant is warm. */
export type WarmUp =
  /** From its start: what a lap tells doesn't depend on it. */
  | "none"
  /** After a lap, which reads files and starts what is started once. */
  | "one lap"
  /** When compiler and heap have had their time, which is the same for all. */
  | "for a time";

/** A measurement. */
export interface Measurement {
  readonly name: MeasurementName;
  readonly figures: readonly Figure[];
  /** What comes before the first lap that counts, in laps as large. */
  readonly warmUp: WarmUp;
  /** The most laps that tell something; as many as asked for without it. */
  readonly rounds?: number;
  /** Whether each lap has a process of its own. */
  readonly isFresh: boolean;
  /** Whether CPython's program does the same. */
  readonly hasPython: boolean;
  /**
   * One lap; absent where only the time to a first result counts, which each process tells.
   *
   * @throws {Error} if an answer is wrong
   */
  lap?(contestant: Contestant, sizes: Sizes): Promise<Sample>;
}
