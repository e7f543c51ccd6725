/** What a worker may be given to do, in one long task or in short ones, one after another. */

import type { ThreadPoolExecutor } from "../../mod.ts";
import { factorial } from "../../src/kernels/mod.ts";
import { count, pause } from "./count.ts";
import type { Desk, Yield } from "./desk.ts";
import { tasks } from "./page_tasks.ts";

/** What a task is told. */
export interface Order {
  /** How long it is to take, in ms, if it can be told. */
  readonly ms: number;
  /** How much it is to do at once, if it can't. */
  readonly size: number;
  readonly desk: Desk | null;
}

/** A role. */
export interface Role {
  /** Whether it can take as long as it is told; else it is one short task after another. */
  readonly canLast: boolean;
  submit(executor: ThreadPoolExecutor, order: Order): Promise<Yield>;
}

/** Milliseconds of a task that only waits. */
export const blocking = 20;

/** Computes, and lets the lock go when it is asked. */
export const burner: Role = {
  canLast: true,
  submit: async (executor, { ms, desk }) => worked(await executor.submit(count, ms, desk)),
};

/** Computes in the kernel, which looks for requests too. */
export const multiplier: Role = {
  canLast: false,
  async submit(executor, { size }) {
    await executor.submit(factorial, size);
    return worked(1);
  },
};

/** Waits outside the lock. */
export const waiter: Role = {
  canLast: false,
  submit: async (executor) => {
    if (globalThis.SharedArrayBuffer) return worked(await executor.submit(tasks.block, blocking));
    await executor.submit(pause, blocking);
    return worked(1);
  },
};

/** Sleeps a millisecond, again and again. */
export const server: Role = {
  canLast: true,
  async submit(executor, { ms, desk }) {
    return { work: 0, late: await executor.submit(tasks.serve, ms, desk) };
  },
};

/** Computes, and lets the lock go by itself. */
export const cooperator: Role = {
  canLast: true,
  submit: async (executor, { ms, desk }) =>
    worked(await executor.submit(tasks.cooperate, ms, desk)),
};

function worked(work: number): Yield {
  return { work, late: [] };
}
