/** How much is measured: one number sets all, so that a small run is small everywhere. */

/** How much each measurement does, as `--json` has it. */
export interface Sizes {
  readonly workers: number;
  /** Tiny tasks submitted at once, and tasks that wait while memory is measured. */
  readonly tasks: number;
  /** Tiny tasks done `window` at a time. */
  readonly windowTasks: number;
  readonly window: number;
  /** Tiny tasks done one at a time. */
  readonly singleTasks: number;
  /** Inputs of a map, and how many of them travel together. */
  readonly items: number;
  readonly chunk: number;
  /** Tasks of a millisecond. */
  readonly spinTasks: number;
  /** Bytes of a buffer. */
  readonly bytes: number;
  /** Milliseconds of doing nothing. */
  readonly idle: number;
  /** Milliseconds before a lap: who had the last one may still be collecting its garbage. */
  readonly settling: number;
}

/** The tasks of a run for which sizes are those of the table in README.md. */
export const usualTasks = 100_000;

/** The sizes of a run with that many tasks at once. */
export function sizesOf(tasks: number, workers: number): Sizes {
  const share = (usual: number): number => Math.max(4, Math.round(usual * tasks / usualTasks));
  return {
    workers,
    tasks,
    windowTasks: share(100_000),
    window: 64,
    singleTasks: share(2_000),
    items: share(1_000_000),
    chunk: 1_000,
    spinTasks: share(2_000),
    bytes: share(64 * 2 ** 20),
    idle: share(1_000),
    settling: share(500),
  };
}
