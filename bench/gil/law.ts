/**
 * What a law of the lock is to the bench: experiments, each of which gives samples for its rows.
 *
 * Must not know how samples become figures, nor how CPython is asked.
 */

import type { Lab } from "./lab.ts";

/** The laws, in the order they are measured. */
export const lawNames = [
  "cpu",
  "io",
  "convoy",
  "slice",
  "cooperative",
  "native",
  "change",
  "switching",
  "checks",
  "recording",
] as const;

/** A law's name, as `--law` takes it. */
export type LawName = typeof lawNames[number];

/** Under which conditions something was measured: `{ burners: 1, interval: 5 }`. Times are ms. */
export type Setting = Readonly<Record<string, number | string>>;

/** What a row is about. */
export interface Subject {
  readonly setting: Setting;
  /** What is measured: `overshoot`. */
  readonly quantity: string;
  /** Milliseconds, or how many times as much as something else. */
  readonly unit: "ms" | "×";
  /** What the law says, in that unit; null if it says nothing. */
  readonly expected: number | null;
  /** Whether a lap gives many samples, of which the tail is of interest; else it gives one. */
  readonly hasTail: boolean;
}

/** The samples of one lap: a list a subject, null for one that does not exist there. */
export type Samples = readonly (readonly number[] | null)[];

/** A question to CPython's program, and what each answer of the tasks it then runs must be. */
export interface Question {
  readonly question: Readonly<Record<string, unknown>>;
  readonly answer?: number;
}

/** What is measured in one go. */
export interface Experiment {
  /** Its own among those of its law. */
  readonly title: string;
  readonly subjects: readonly Subject[];
  /**
   * Measures once.
   *
   * @param ms how long
   * @throws {WrongAnswer} if a task does not return what it must
   */
  lap(lab: Lab, ms: number): Promise<Samples>;
  /** The same experiment for CPython; without it CPython has no such thing. */
  ask?(ms: number): Question;
}

/** A law. */
export interface Law {
  readonly name: LawName;
  readonly experiments: readonly Experiment[];
}
