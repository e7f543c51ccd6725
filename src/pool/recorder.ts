/**
 * Records what happens to a pool's tasks and workers.
 *
 * Keeps the events, or hands them on. What happens in workers becomes known later, in logs that it
 * is given to follow: they are read whenever a worker comes or goes or has much to tell, and when
 * somebody asks.
 */

import { report } from "../core/report.ts";
import { type AsyncContext, currentContext, runIn } from "../core/async_context.ts";
import { now } from "../core/clock.ts";
import { Set } from "../core/primordials.ts";
import type { TraceEvent, TraceSink } from "../core/trace.ts";
import { describeTask } from "../wire/task_ref.ts";
import type { TaskTimes } from "./dispatcher.ts";
import { TaskRows } from "./task_rows.ts";
import { refOf, type WorkItem } from "./work_item.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** One pool's. */
export class Recorder {
  readonly #events: TraceEvent[] = [];
  readonly #rows = new TaskRows();
  readonly #sink: TraceSink | undefined;
  /** That in which the sink was given. */
  readonly #context: AsyncContext | undefined;
  /** The workers' names, and where each worker's is. */
  readonly #workers: string[] = [];
  readonly #positions = new WeakMap<WorkerHandle, number>();
  readonly #logs = new Set<() => void>();
  /** The numbers of tasks. */
  readonly #numbers = new WeakMap<WorkItem, number>();
  #tasks = 0;
  /** How many events were sorted when they were last read. */
  #sorted = 0;

  /** @param sink takes the events; they are kept here without one */
  constructor(sink?: TraceSink) {
    this.#sink = sink;
    this.#context = sink && currentContext();
  }

  /** The events that were kept, oldest first. */
  get events(): readonly TraceEvent[] {
    this.readLogs();
    for (const event of this.#rows.take(this.#workers)) this.#events.push(event);
    if (this.#events.length !== this.#sorted) this.#events.sort((a, b) => a.at - b.at);
    this.#sorted = this.#events.length;
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
    this.#positions.set(worker, this.#workers.push(name) - 1);
  }

  submitted(item: WorkItem): void {
    this.#numbers.set(item, ++this.#tasks);
    this.#rows.submitted(this.#tasks, now(), describeTask(refOf(item)));
    this.#handOn();
  }

  cancelled(item: WorkItem): void {
    this.#rows.cancelled(this.#numbers.get(item)!, now());
    this.#handOn();
  }

  /** A task ran on a worker; one that was lost with it has no end. */
  ran(item: WorkItem, worker: WorkerHandle, { start, end }: TaskTimes, ok: boolean): void {
    this.#rows.ran(this.#numbers.get(item)!, start, end, ok, this.#positions.get(worker)!);
    this.#handOn();
  }

  /** A worker can take tasks, or is gone. */
  worker(type: "up" | "down", worker: string): void {
    this.readLogs();
    this.record({ type, at: now(), worker });
  }

  /** Records any event; a sink that fails does no harm. */
  record(event: TraceEvent): void {
    if (this.#sink) runIn(this.#context, tell, this.#sink, event);
    else this.#events.push(event);
  }

  /** What a sink is to know of tasks it knows at once. */
  #handOn(): void {
    if (!this.#sink) return;
    for (const event of this.#rows.take(this.#workers)) this.record(event);
  }
}

function tell(sink: TraceSink, event: TraceEvent): void {
  try {
    sink(event);
  } catch (error) {
    report("exception calling the trace sink", error);
  }
}
