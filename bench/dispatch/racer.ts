/**
 * A participant in one measurement: its program is started when it is first needed, asked lap after
 * lap, and given up for this measurement when it fails.
 *
 * In a process of its own it can hang, crash or keep its threads busy without harm to the others.
 */

import type { OpenResources } from "../open_resources.ts";
import { Respondent } from "../respondent.ts";
import type { TurnTaker } from "../turns.ts";
import type { LaunchOf } from "./launch.ts";
import type { Measurement, Sample } from "./measurement.ts";
import { firstArgument, type Hello, type Question, type Reply } from "./protocol.ts";
import type { Participant } from "./roster.ts";
import type { Sizes } from "./sizes.ts";
import { within } from "./within.ts";

/** What all racers of a measurement have in common. */
export interface Course {
  readonly measurement: Measurement;
  readonly sizes: Sizes;
  /** Seconds for a lap. */
  readonly limit: number;
  readonly launchOf: LaunchOf;
  readonly open: OpenResources;
}

/** Seconds to end in good order. */
const farewell = 2;

/** Milliseconds of laps after which compiler and heap have come to rest. */
const warmth = 2000;
/** Laps for that, if they are long or short. */
const fewestWarmUps = 2;
const mostWarmUps = 10;

/** The participant. */
export class Racer implements TurnTaker {
  readonly participant: Participant;
  readonly #course: Course;
  #respondent: Respondent | undefined;
  #fault: string | undefined;
  /** Milliseconds in laps. */
  #spent = 0;

  constructor(participant: Participant, course: Course) {
    this.participant = participant;
    this.#course = course;
  }

  /** See `TurnTaker`. */
  get name(): string {
    return this.participant.name;
  }

  /** See `TurnTaker`; for a racer given up no lap is left to warm up with. */
  isWarm(laps: number): boolean {
    const { warmUp } = this.#course.measurement;
    if (warmUp === "none" || this.#fault !== undefined) return true;
    if (warmUp === "one lap") return laps >= 1;
    return laps >= mostWarmUps || laps >= fewestWarmUps && this.#spent >= warmth;
  }

  /** Why it was given up; absent while it is well. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** One lap; `undefined` if it failed, now or before. */
  async lap(): Promise<Sample | undefined> {
    if (this.#fault !== undefined) return undefined;
    const { limit } = this.#course;
    const start = performance.now();
    try {
      const sample = await within(limit, this.#sample());
      this.#spent += performance.now() - start;
      if (this.#course.measurement.isFresh) await this.close();
      return sample;
    } catch (error) {
      this.#fault = lineOf(error);
      await this.#respondent?.kill();
      this.#respondent = undefined;
      return undefined;
    }
  }

  /** Ends its program. */
  async close(): Promise<void> {
    const respondent = this.#respondent;
    this.#respondent = undefined;
    await within(farewell, respondent?.close() ?? Promise.resolve())
      .catch(() => respondent?.kill());
  }

  async #sample(): Promise<Sample> {
    const { measurement, sizes } = this.#course;
    const start = performance.now();
    this.#respondent ??= await this.#begin();
    if (!measurement.lap) return { ms: performance.now() - start };
    const question: Question = { measurement: measurement.name, sizes };
    const { sample, fault } = await this.#respondent.ask<Reply>(question);
    if (sample) return sample;
    throw new Error(fault);
  }

  async #begin(): Promise<Respondent> {
    const { launchOf, open, sizes } = this.#course;
    const respondent = new Respondent(launchOf(this.participant, sizes.workers));
    this.#respondent = respondent;
    open.add(respondent);
    const { answer, fault } = await respondent.hello<Hello>();
    if (answer === firstArgument + 1) return respondent;
    throw new Error(fault ?? `wrong answer to the first task: ${answer}`);
  }
}

function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}
