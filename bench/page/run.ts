/** One run of a workload, under the lock or free: plays it, and tells at any time what it came to. */

import { Gil, ThreadPoolExecutor } from "../../mod.ts";
import type { Recording } from "../timeline/recording.ts";
import { closeDesk, type Desk, deskYield, makeDesk, type Yield } from "./desk.ts";
import type { Role } from "./roles.ts";
import type { Serial } from "./serial.ts";
import { Tape } from "./tape.ts";

/** How it is to be. */
export interface RunOptions {
  readonly crew: readonly Role[];
  readonly isLocked: boolean;
  /** The switch interval, in ms. */
  readonly interval: number;
  /** How long it lasts, in ms. */
  readonly ms: number;
  readonly serial: Serial;
}

/** What it has come to. */
export interface Outcome {
  readonly recording: Recording;
  /** How many times as much was done as serial code does. */
  readonly speed: number;
  /** By how many milliseconds too long each sleep was. */
  readonly late: readonly number[];
}

/** Milliseconds of the tasks that follow each other where there is no lock. */
const short = 50;

/** Milliseconds of the tasks by which workers get warm. */
const warm = 15;

/** A run. */
export class Run {
  readonly options: RunOptions;
  readonly #gil: Gil | undefined;
  readonly #desk: Desk | null;
  readonly #tape: Tape;
  readonly #executor: ThreadPoolExecutor;
  #returned: Yield = { work: 0, late: [] };
  #begin = 0;
  #end = Infinity;
  #isStopped = false;
  #interval: number | undefined;

  constructor(options: RunOptions) {
    const { crew, isLocked, interval } = options;
    this.#interval = isLocked ? interval : undefined;
    this.options = options;
    this.#gil = isLocked ? new Gil({ switchInterval: interval }) : undefined;
    this.#desk = isLocked ? makeDesk() : null;
    this.#tape = new Tape(crew.length);
    this.#executor = new ThreadPoolExecutor({
      maxWorkers: crew.length,
      threadNamePrefix: "worker",
      trace: (event) => this.#tape.take(event),
      ...(this.#gil && { gil: this.#gil }),
    });
  }

  /** A switch interval from now on, in ms. */
  set interval(ms: number) {
    if (this.#gil) this.#gil.switchInterval = ms;
    this.#interval = undefined;
  }

  /** The switch interval, in ms, if it was the same all the time. */
  get interval(): number | undefined {
    return this.#interval;
  }

  /** Plays it; returns once all tasks have ended and all workers are gone. */
  async play(onBegin: () => void): Promise<void> {
    try {
      await this.#warmUp();
      this.#begin = performance.now();
      this.#tape.begin(this.#begin);
      const alarm = setTimeout(() => this.stop(), this.options.ms);
      // First the tasks: a first picture takes its time.
      const kept = Promise.all(this.#posts.map((role) => this.#keep(role)));
      onBegin();
      await kept;
      clearTimeout(alarm);
      this.#finish();
    } finally {
      await this.#executor.shutdown();
    }
  }

  /** Tasks end as soon as they look; no more are begun. */
  stop(): void {
    this.#isStopped = true;
    if (this.#desk) closeDesk(this.#desk);
  }

  /** What it has come to so far. */
  get outcome(): Outcome {
    // Asking for the trace reads what workers have logged, also where a sink takes it.
    void this.#executor.trace;
    const now = Math.min(performance.now(), this.#end);
    const { work, late } = this.#yield();
    return {
      recording: this.#tape.recording(now, this.options.isLocked),
      speed: work * this.options.serial.ms / Math.max(now - this.#begin, 1),
      late,
    };
  }

  /** Twice: in the first turn a worker that starts early may do what is another's. */
  async #warmUp(): Promise<void> {
    const { crew, serial: { size } } = this.options;
    for (let turn = 0; turn < 2; turn++) {
      const order = { ms: warm, size, desk: null };
      await Promise.all(crew.map((role) => role.submit(this.#executor, order)));
      await this.#tape.complete;
    }
  }

  /** Where all do the same there is always a next task: no worker has to wait for the page. */
  get #posts(): readonly Role[] {
    const { crew } = this.options;
    const isOne = crew.every((role) => role === crew[0]);
    const isLong = this.#desk !== null && crew.some(({ canLast }) => canLast);
    return isOne && !isLong ? [...crew, ...crew] : crew;
  }

  /**
   * Keeps a worker at its role. Under the lock that is one task, where there can be: the end of a
   * task lets the lock go without being asked. Elsewhere only the ends of tasks tell what goes on.
   */
  async #keep(role: Role): Promise<void> {
    const { ms, serial: { size } } = this.options;
    const order = role.canLast && this.#desk
      ? { ms, size, desk: this.#desk }
      : { ms: short, size, desk: null };
    while (!this.#isStopped && performance.now() < this.#begin + ms) {
      const { work, late } = await role.submit(this.#executor, order);
      if (!order.desk) this.#add({ work, late });
    }
  }

  #add({ work, late }: Yield): void {
    const sum = this.#returned;
    this.#returned = { work: sum.work + work, late: [...sum.late, ...late] };
  }

  #yield(): Yield {
    const { work, late } = this.#returned;
    const shared = this.#desk && deskYield(this.#desk);
    return shared ? { work: work + shared.work, late: [...late, ...shared.late] } : { work, late };
  }

  /** The page may learn late that the last task is over. */
  #finish(): void {
    void this.#executor.trace;
    this.#end = this.#tape.end();
  }
}
