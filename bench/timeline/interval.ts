/** What a worker is doing for a while. Must not know which worker. */

/**
 * What a worker is doing: it is `running` a task, and under a lock holds it; `waiting` for the
 * lock; at a task but `outside` the lock; or `idle`, without a task.
 */
export type State = "running" | "waiting" | "outside" | "idle";

/** The states, from the most to the least. */
export const states: readonly State[] = ["running", "waiting", "outside", "idle"];

/** A time that a worker spent in one state and at one task. */
export interface Interval {
  readonly from: number;
  /** Later than `from`. */
  readonly to: number;
  readonly state: State;
  /** The number of its task. */
  readonly task?: number;
  /** Whether it waits because it was forced to let go. */
  readonly forced?: true;
}
