/**
 * What happened to tasks, as rows of numbers until somebody reads them: made into objects at once it
 * would cost several times as much as a tiny task.
 */

import { ownTime } from "../core/clock.ts";
import type { TraceEvent } from "../core/trace.ts";

/** What a row tells. */
const kind = { submitted: 0, cancelled: 1, lost: 2, failed: 3, returned: 4 } as const;

/** Numbers of a row: its kind, the task, two times and a position among the names. */
const width = 5;

/** One pool's tasks. */
export class TaskRows {
  #rows: number[] = [];
  #names: string[] = [];

  submitted(task: number, at: number, name: string): void {
    this.#rows.push(kind.submitted, task, at, 0, this.#names.length);
    this.#names.push(name);
  }

  cancelled(task: number, at: number): void {
    this.#rows.push(kind.cancelled, task, at, 0, 0);
  }

  /** A task's run, by the time that all threads share; `end` is 0 if it was lost with its worker. */
  ran(task: number, start: number, end: number, ok: boolean, worker: number): void {
    const what = end === 0 ? kind.lost : ok ? kind.returned : kind.failed;
    this.#rows.push(what, task, start, end, worker);
  }

  /**
   * Takes all rows out, as events.
   *
   * @param workers the names that `ran()` told by position
   */
  *take(workers: readonly string[]): Generator<TraceEvent> {
    const [rows, names] = [this.#rows, this.#names];
    [this.#rows, this.#names] = [[], []];
    for (let row = 0; row < rows.length; row += width) {
      const [what, task, at, end, position] = rows.slice(row, row + width) as Row;
      if (what === kind.submitted) {
        yield { type: "submitted", at, task, name: names[position]! };
      } else if (what === kind.cancelled) {
        yield { type: "cancelled", at, task };
      } else {
        const worker = workers[position]!;
        yield { type: "started", at: ownTime(at), task, worker };
        const ok = what === kind.returned;
        if (end !== 0) yield { type: "finished", at: ownTime(end), task, worker, ok };
      }
    }
  }
}

type Row = [number, number, number, number, number];
