/**
 * What an executor records: what happened to its tasks, its workers and their lock, and when.
 *
 * Pure data. Must not know who records it, nor what becomes of it.
 */

/**
 * One thing that happened, at a time in ms: what `performance.now()` said in the thread that made the
 * executor. Tasks are told by their number, from 1, which each executor counts by itself; workers
 * by their name.
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
  | {
    readonly type: "submitted";
    readonly at: number;
    readonly task: number;
    readonly name: string;
  }
  | {
    readonly type: "started";
    readonly at: number;
    readonly task: number;
    readonly worker: string;
  }
  | {
    readonly type: "finished";
    readonly at: number;
    readonly task: number;
    readonly worker: string;
    readonly ok: boolean;
  }
  | {
    readonly type: "cancelled";
    readonly at: number;
    readonly task: number;
  }
  | {
    readonly type: "up" | "down" | "waiting" | "holding" | "outside" | "forcedSwitch";
    readonly at: number;
    readonly worker: string;
  }
  | {
    readonly type: "dropRequest";
    readonly at: number;
    readonly worker: string;
    readonly holder: string;
  }
  | {
    readonly type: "lost";
    readonly at: number;
    readonly worker: string;
    readonly count: number;
  };

/** Takes what is recorded, about when it becomes known: sort by `at` what must be in order. */
export type TraceSink = (event: TraceEvent) => void;
