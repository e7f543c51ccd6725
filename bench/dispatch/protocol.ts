/**
 * What the bench and a contestant's program say to each other, a line of JSON each.
 *
 * The program says hello once it has a first result, then answers question after question; `null`
 * ends it. CPython's program, `python/dispatch.py`, does the same.
 */

import type { MeasurementName, Sample } from "./measurement.ts";
import type { Sizes } from "./sizes.ts";

/** What the first task of every program is given; its answer is one more. */
export const firstArgument = 41;

/** What went wrong, in a line; absent if nothing did. */
interface MayFail {
  readonly fault?: string;
}

/** The first line. */
export interface Hello extends MayFail {
  /** The answer to the first task. */
  readonly answer?: number;
}

/** One lap to be done. */
export interface Question {
  readonly measurement: MeasurementName;
  readonly sizes: Sizes;
}

/** What it gave. */
export interface Reply extends MayFail {
  readonly sample?: Sample;
}
