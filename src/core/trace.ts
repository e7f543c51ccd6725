/**
 * What an executor records: what happened to its tasks, its workers and their lock, and when.
 *
 * Pure data. Must not know who records it, nor what becomes of it.
 */

interface Happening {
  /** When, in ms: what `performance.now()` said in the thread that made the executor. */
  readonly at: number;
}

interface OfTask extends Happening {
  /** The task's number, from 1; each executor counts its own. */
  readonly task: number;
}

interface OfWorker extends Happening {
  /** The worker's name. */
  readonly worker: string;
}

/**
 * One thing that happened.
 *
 * Of a task: `submitted`, then `cancelled`, or `started` and `finished`; `name` is what messages call
 * it, `ok` whether it returned. A task that is lost with its worker has no `finished`.
 *
 * Of a worker: `up` once it can take tasks, `down` when it is gone. Under a `Gil` also where it
 * stands: it is `waiting` for the lock, `holding` it or `outside` it; `dropRequest` when it asks
 * `holder` to let go, `forcedSwitch` when it has let go because it was asked and waits until
 * another worker holds the lock. `lost` tells how many such events had no room before somebody
 * read them: the thread that made the executor was busy for long.
 */
export type TraceEvent =
  | OfTask & { readonly type: "submitted"; readonly name: string }
  | OfTask & OfWorker & { readonly type: "started" }
  | OfTask & OfWorker & { readonly type: "finished"; readonly ok: boolean }
  | OfTask & { readonly type: "cancelled" }
  | OfWorker & { readonly type: "up" | "down" }
  | OfWorker & { readonly type: "waiting" | "holding" | "outside" }
  | OfWorker & { readonly type: "dropRequest"; readonly holder: string }
  | OfWorker & { readonly type: "forcedSwitch" }
  | OfWorker & { readonly type: "lost"; readonly count: number };

/** Takes what is recorded, about when it becomes known: sort by `at` what must be in order. */
export type TraceSink = (event: TraceEvent) => void;
