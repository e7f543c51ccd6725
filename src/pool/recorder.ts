/**
 * Records what happens to a pool's tasks and workers.
 *
 * Keeps the events, or hands them on. What happens in workers becomes known later, in logs that it
 * is given to follow: they are read whenever something else is recorded, and when somebody asks.
 */

import { ownTime } from "../core/clock.ts";
import type { TraceEvent, TraceSink } from "../core/trace.ts";
import { describeTask } from "../wire/task_ref.ts";
import type { TaskTimes } from "./dispatcher.ts";
import type { WorkItem } from "./work_item.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** One pool's. */
export class Recorder {
  readonly #events: TraceEvent[] = [];
  readonly #sink: TraceSink;
  readonly #names = new WeakMap<WorkerHandle, string>();
  readonly #logs = new Set<() => void>();
  #tasks = 0;
  #isSorted = true;

  /** @param sink takes the events; they are kept here without one */
  constructor(sink?: TraceSink) {
    this.#sink = sink ?? ((event) => {
      this.#events.push(event);
      this.#isSorted = false;
    });
  }

  /** The events that were kept, oldest first. */
  get events(): readonly TraceEvent[] {
    this.readLogs();
    if (!this.#isSorted) this.#events.sort((a, b) => a.at - b.at);
    this.#isSorted = true;
    return this.#events;
  }

  /** Reads a log from now on, whenever it is time; the returned function does so for the last time. */
  follow(readLog: () => void): () => void {
    this.#logs.add(readLog);
    return () => {
      readLog();
      this.#logs.delete(readLog);
    };
  }

  /** Takes in what workers have logged. */
  readLogs(): void {
    for (const readLog of this.#logs) readLog();
  }

  /** What a worker is called. */
  knows(worker: WorkerHandle, name: string): void {
    this.#names.set(worker, name);
  }

  submitted(item: WorkItem): void {
    const task = item.task = ++this.#tasks;
    this.record({ type: "submitted", at: performance.now(), task, name: describeTask(item.ref) });
  }

  cancelled(item: WorkItem): void {
    this.record({ type: "cancelled", at: performance.now(), task: item.task! });
  }

  /** A task ran on a worker; one that was lost with it has no end. */
  ran(item: WorkItem, handle: WorkerHandle, { start, end }: TaskTimes, ok: boolean): void {
    const task = item.task!;
    const worker = this.#names.get(handle) ?? "";
    this.record({ type: "started", at: ownTime(start), task, worker });
    if (end !== 0) this.record({ type: "finished", at: ownTime(end), task, worker, ok });
  }

  /** A worker can take tasks, or is gone. */
  worker(type: "up" | "down", worker: string): void {
    this.readLogs();
    this.record({ type, at: performance.now(), worker });
  }

  /** Records any event; a sink that fails does no harm. */
  record(event: TraceEvent): void {
    try {
      this.#sink(event);
    } catch (error) {
      console.error("exception calling the trace sink", error);
    }
  }
}
