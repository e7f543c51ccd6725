/** CPython's `test_process_pool.py`: workers that are replaced after so many tasks. */

import assert from "node:assert/strict";
import type { Future, PoolExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, webWorkers } from "../fixtures/kinds.ts";
import type { Use } from "../fixtures/scoped.ts";
import { stillReferred } from "./collected.ts";
import { core } from "./core.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

interface Stranded {
  readonly gate: Gate;
  readonly executor: PoolExecutor;
  readonly futures: readonly Future<number>[];
}

/** Three tasks for workers of one task each; a worker is in the first. */
async function strand(use: Use, { create }: Kind): Promise<Stranded> {
  const gate = use(await Gate.make());
  const executor = create({ maxWorkers: 1, maxTasksPerChild: 1 });
  const futures = [0, 1, 2].map((value) => executor.submit(tasks.hold, gate.port, value));
  await gate.arrived(1);
  return { gate, executor, futures };
}

/** The same, its executor being referred to by nobody. */
async function strandAndForget(
  use: Use,
  kind: Kind,
  shutdown: boolean,
): Promise<Omit<Stranded, "executor"> & { readonly ref: WeakRef<object> }> {
  const { executor, ...stranded } = await strand(use, kind);
  if (shutdown) await executor.shutdown({ wait: false });
  return { ...stranded, ref: new WeakRef(executor) };
}

export const maxTasksContract: Contract = (port, kind) => {
  const { create, Broken } = kind;

  port(
    "ProcessPoolExecutorTest.test_max_tasks_per_child_pending_tasks_gh115634",
    "workers that are replaced get all of a backlog done",
    async (use) => {
      for (const [maxWorkers, maxTasksPerChild, count] of [[1, 2, 4], [2, 2, 6]] as const) {
        const executor = use(create({ maxWorkers, maxTasksPerChild }));
        const numbers = Array.from({ length: count }, (_, number) => number);
        const futures = numbers.map((number) => executor.submit(core.mul, number, 2));
        assert.deepEqual(await Promise.all(futures), numbers.map((number) => number * 2));
      }
    },
  );

  port(
    "ProcessPoolExecutorTest.test_max_tasks_early_shutdown",
    "shutdown() lets workers be replaced until all is done",
    async () => {
      const executor = create({ maxWorkers: 3, maxTasksPerChild: 1 });
      const numbers = [0, 1, 2, 3, 4, 5];
      const futures = numbers.map((number) => executor.submit(core.mul, number, number));
      await executor.shutdown();
      const results = await Promise.all(futures.map((future) => future.result(0)));
      assert.deepEqual(results, [0, 1, 4, 9, 16, 25]);
    },
  );

  port(
    "ProcessPoolExecutorTest.test_shutdown_no_wait_max_tasks_gh119592",
    "shutdown() without waiting lets a worker be replaced",
    async (use) => {
      const { gate, executor, futures } = await strand(use, kind);
      await executor.shutdown({ wait: false });
      gate.open();
      assert.deepEqual(await Promise.all(futures), [0, 1, 2]);
      await executor.shutdown();
    },
  );

  for (
    const [test, shutdown] of [
      ["test_shutdown_no_wait_max_tasks_gh119592", true],
      ["test_gc_during_max_tasks_worker_exit_gh152967", false],
    ] as const
  ) {
    port(
      `ProcessPoolExecutorTest.${test}`,
      `a worker of a collected executor${shutdown ? ", shut down before," : ""} is replaced`,
      async (use) => {
        const { gate, futures, ref } = await strandAndForget(use, kind, shutdown);
        assert.equal(await stillReferred(ref), 0);
        gate.open();
        assert.deepEqual(await Promise.all(futures), [0, 1, 2]);
      },
    );
  }

  if (kind === webWorkers) return;

  port(
    "ProcessPoolExecutorTest.test_max_tasks_per_child",
    "a worker is used for so many tasks, then replaced by one other",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = use(create({ maxWorkers: 1, maxTasksPerChild: 3 }));
      const places: string[] = [];
      const alive: number[] = [];
      for (let turn = 0; turn < 4; turn++) {
        places.push(await executor.submit(pool.whereAmI));
        alive.push(started.alive);
      }
      const [original, , , replacement] = places;
      assert.deepEqual(places, [original, original, original, replacement]);
      assert.notEqual(original, replacement);
      assert.deepEqual([alive[1], alive[3], started.count], [1, 1, 2]);
    },
  );

  port(
    "ProcessPoolExecutorTest.test_failed_worker_replacement_breaks_pool",
    "a worker that can't be replaced breaks the pool",
    async (use) => {
      const started = use(new StartedWorkers());
      const { gate, executor, futures } = await strand(use, kind);
      started.left = 0;
      gate.open();
      assert.equal(await futures[0], 0);
      for (const future of futures.slice(1)) {
        const error = await future.exception();
        assert.ok(error instanceof Broken);
        assert.match(error.message, /could not be started/);
      }
      await executor.shutdown();
    },
  );
};
