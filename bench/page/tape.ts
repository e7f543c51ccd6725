/** Takes what an executor records, and gives it as a recording, of what is known so far or of all. */

import type { TraceEvent } from "../../src/core/trace.ts";
import { type Recording, recordingUntil } from "../timeline/recording.ts";
import { withOpenTasks } from "./open_tasks.ts";

/** The tape of one run. */
export class Tape {
  #events: TraceEvent[] = [];
  #start = 0;
  #end = Infinity;
  #up = new Set<string>();
  readonly #count: number;
  readonly #complete = Promise.withResolvers<void>();

  /** @param workers how many there will be */
  constructor(workers: number) {
    this.#count = workers;
  }

  /** Resolves once all workers are up. */
  get complete(): Promise<void> {
    return this.#complete.promise;
  }

  /** Takes an event: what was before the beginning is not on the tape. */
  take(event: TraceEvent): void {
    if (event.type === "up") this.#enter(event.worker);
    if (event.at >= this.#start && event.at <= this.#end) this.#events.push(event);
  }

  /** From here on it counts. */
  begin(at: number): void {
    this.#start = at;
    this.#events = [...this.#up].sort().map((worker) => ({ type: "up", at, worker }));
  }

  /** It is over since the end of the last task, which it returns. */
  end(): number {
    const ends = this.#events.filter(({ type }) => type === "finished").map(({ at }) => at);
    return this.#end = Math.max(this.#start, ...ends);
  }

  /** What is known at a time, if all is known to that time; else what is known of all workers. */
  recording(now: number, isLocked: boolean): Recording {
    this.#events = this.#events.filter(({ at }) => at <= this.#end).sort((a, b) => a.at - b.at);
    const end = Math.min(now, this.#end);
    if (isLocked) return recordingUntil(end, withOpenTasks(this.#events));
    const known = this.#end === Infinity ? this.#known() : end;
    return recordingUntil(known, this.#events.filter(({ at }) => at <= known));
  }

  #enter(worker: string): void {
    this.#up.add(worker);
    if (this.#up.size === this.#count) this.#complete.resolve();
  }

  /** To when all workers have told what they did. */
  #known(): number {
    const last = new Map([...this.#up].map((worker) => [worker, this.#start]));
    for (const event of this.#events) if ("worker" in event) last.set(event.worker, event.at);
    return Math.min(...last.values());
  }
}
