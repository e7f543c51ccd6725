/**
 * One worker's events become its intervals and marks.
 *
 * Knows one worker only: who held the lock before it is told elsewhere.
 */

import type { Interval, State } from "./interval.ts";
import { beforeAll, type Standing, type WorkerEvent } from "./standing.ts";

/** A worker asked another to let the lock go. */
export interface DropRequest {
  readonly at: number;
  /** Whom it asked. */
  readonly holder: string;
}

/** What happened to a worker and took no time. */
export interface Marks {
  readonly dropRequests: readonly DropRequest[];
  /** When it was made to let the lock go. */
  readonly forcedSwitches: readonly number[];
}

/** The lane of one worker. */
export class Lane implements Marks {
  readonly intervals: Interval[] = [];
  readonly dropRequests: DropRequest[] = [];
  readonly forcedSwitches: number[] = [];
  readonly #locked: boolean;
  #now: Standing;
  #since = 0;

  /**
   * @param events the worker's own, in order
   * @param end when the recording ends
   * @param locked whether the workers had a lock
   */
  constructor(events: readonly WorkerEvent[], end: number, locked: boolean) {
    this.#locked = locked;
    this.#now = beforeAll(events);
    for (const event of events) {
      this.#mark(event);
      this.#become(this.#after(event), event.at);
    }
    this.#close(end);
  }

  #mark(event: WorkerEvent): void {
    if (event.type === "dropRequest") {
      this.dropRequests.push({ at: event.at, holder: event.holder });
    } else if (event.type === "forcedSwitch") this.forcedSwitches.push(event.at);
  }

  #after(event: WorkerEvent): Standing {
    const { task: _, ...rest } = this.#now;
    switch (event.type) {
      case "up":
        return { up: true, lock: "outside", forced: false };
      case "down":
        return { ...rest, up: false };
      case "started":
        return { ...rest, up: true, task: event.task };
      case "finished":
        return rest;
      case "waiting":
        return { ...this.#now, lock: "waiting" };
      case "holding":
      case "outside":
        return { ...this.#now, lock: event.type, forced: false };
      case "forcedSwitch":
        return { ...this.#now, lock: "waiting", forced: true };
      case "dropRequest":
      case "lost":
        return this.#now;
      default:
        return event satisfies never;
    }
  }

  #become(next: Standing, at: number): void {
    const now = this.#now;
    const isSame = now.up === next.up && now.task === next.task && now.forced === next.forced &&
      this.#state(now) === this.#state(next);
    if (!isSame) {
      this.#close(at);
      this.#since = at;
    }
    this.#now = next;
  }

  /** An interval without length is none. */
  #close(to: number): void {
    const { up, task, forced } = this.#now;
    if (!up || to <= this.#since) return;
    const state = this.#state(this.#now);
    this.intervals.push({
      from: this.#since,
      to,
      state,
      ...(task === undefined ? {} : { task }),
      ...(state === "waiting" && forced ? { forced } : {}),
    });
  }

  #state({ lock, task }: Standing): State {
    if (this.#locked && lock === "waiting") return "waiting";
    if (task === undefined) return "idle";
    return !this.#locked || lock === "holding" ? "running" : "outside";
  }
}
