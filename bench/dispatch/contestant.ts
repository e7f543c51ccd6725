/**
 * The contract between the dispatch bench and who takes part in it: a pool that does the tasks of
 * `peers/tasks.ts` by their names.
 *
 * Must not know what is measured.
 */

import { beside } from "../beside.ts";

/** The module of tasks; who takes part names it to its workers and doesn't load it. */
type Tasks = typeof import("../peers/tasks.ts");

/** The name of a task. */
export type TaskName = keyof Tasks;

/** What a task is given. */
export type Argument<N extends TaskName> = Parameters<Tasks[N]>[0];

/** What it answers. */
export type Answer<N extends TaskName> = ReturnType<Tasks[N]>;

/** A pool with its workers. */
export interface Contestant {
  /** Whether its workers see this program's shared memory and may be given its buffers. */
  readonly sharesMemory: boolean;
  /**
   * Submits a task.
   *
   * @param moved a buffer in the argument that is given away instead of copied
   */
  run<N extends TaskName>(
    task: N,
    argument: Argument<N>,
    moved?: ArrayBuffer,
  ): PromiseLike<Answer<N>>;
  /** Increments all inputs by the pool's own map; absent where it has none. */
  map?(inputs: readonly number[], chunksize: number | "auto"): AsyncIterable<number>;
  /** Ends its workers. */
  close(): PromiseLike<unknown>;
}

/** Makes a pool of that many workers. */
export type Start = (workers: number) => Contestant | Promise<Contestant>;

/** The address of the tasks, for workers to import. */
export const tasksUrl: URL = beside("../peers/tasks", import.meta.url);
