/** CPython's `test_shutdown.py`: how the workers of a pool go, and what they are called. */

import assert from "node:assert/strict";
import process from "node:process";
import { importTasks, type MapResult, ThreadPoolExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, threads } from "../fixtures/kinds.ts";
import { scoped, type Use } from "../fixtures/scoped.ts";
import { stillReferred } from "./collected.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { core } from "./core.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

const failing = importTasks<typeof import("./shutdown_tasks.ts")>(
  import.meta.resolve("./shutdown_tasks.ts"),
);
const numbers = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4];
const absolutes = [5, 4, 3, 2, 1, 0, 1, 2, 3, 4];

/** Starts work on an executor that nobody refers to any more. */
function mapAndForget({ create }: Kind): [MapResult<number>, WeakRef<object>] {
  const executor = create(3);
  return [executor.map(Math.abs, numbers), new WeakRef(executor)];
}

/** What five workers are called, as the errors of their tasks tell it. */
async function namesOf(executor: ThreadPoolExecutor, gate: Gate): Promise<string[]> {
  const futures = [1, 2, 3, 4, 5].map(() => executor.submit(core.holdAndRaise, gate.port));
  await gate.arrived(5);
  gate.open();
  const errors = await Promise.all(futures.map((future) => future.exception())) as Error[];
  return errors.map(({ stack }) => /at <(.*)>$/.exec(stack!)![1]!).sort();
}

/** Adds results up until a task fails, and shuts down while the last one is at work. */
async function sumUntilFailure(use: Use, { create }: Kind, maxWorkers: number): Promise<number> {
  const { reports } = use(new ConsoleErrors());
  const started = use(new StartedWorkers());
  const gate = use(await Gate.make());
  const executor = create({ maxWorkers, maxTasksPerChild: 1 });
  const first = executor.submit(tasks.identity, 1);
  const second = executor.submit(failing.fail);
  const third = executor.submit(tasks.hold, gate.port, 3);
  const sum = await first.result();
  await assert.rejects(second.result(), RangeError);
  await executor.shutdown({ wait: false });
  gate.open();
  await started.gone();
  assert.equal(await third.result(0), 3);
  assert.equal(started.count, 3);
  assert.deepEqual(reports, []);
  return sum;
}

export const shutdownPoolsContract: Contract = (port, kind) => {
  const { create, sharesMemory } = kind;
  const python = sharesMemory ? "ThreadPoolShutdownTest" : "ProcessPoolShutdownTest";

  port(
    `${python}.${sharesMemory ? "test_threads_terminate" : "test_processes_terminate"}`,
    "a worker is started for each task, and shutdown() waits until all have ended",
    async (use) => {
      const started = use(new StartedWorkers());
      const gate = use(await Gate.make());
      const executor = create(5);
      const futures = [1, 2, 3].map(() => executor.submit(tasks.holdAndTellProcess, gate.port));
      assert.equal(started.count, 3);
      await gate.arrived(3);
      gate.open();
      await executor.shutdown();
      assert.deepEqual([started.count, started.alive], [3, 0]);
      if (sharesMemory) return;
      for (const pid of await Promise.all(futures)) {
        assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
      }
    },
  );

  port(
    `${python}.test_context_manager_shutdown`,
    "the end of a block waits until all workers have ended",
    async (use) => {
      const started = use(new StartedWorkers());
      const block = scoped(async (use) => {
        const executor = use(create(3));
        assert.deepEqual(await Array.fromAsync(executor.map(Math.abs, numbers)), absolutes);
      });
      await block();
      assert.deepEqual([started.count, started.alive], [3, 0]);
    },
  );

  port(
    `${python}.test_del_shutdown`,
    "an executor that nobody refers to does its work, then its workers end",
    async (use) => {
      const started = use(new StartedWorkers());
      const [results, executor] = mapAndForget(kind);
      assert.equal(await stillReferred(executor), 0);
      await started.gone();
      assert.equal(started.count, 3);
      assert.deepEqual(await Array.fromAsync(results), absolutes);
    },
  );

  port(
    `${python}.test_shutdown_no_wait`,
    "shutdown() without waiting lets all work be done, then the workers end",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = create(3);
      const results = executor.map(Math.abs, numbers);
      await executor.shutdown({ wait: false });
      assert.equal(started.alive, 3);
      await started.gone();
      assert.deepEqual(await Array.fromAsync(results), absolutes);
    },
  );

  for (const [number, maxWorkers] of [[1, 2], [2, 4]] as const) {
    port(
      `ProcessPoolShutdownTest.test_shutdown_gh_132969_case_${number}`,
      `shutdown() without waiting, a task having failed, lets ${maxWorkers} workers of one task ` +
        "each end",
      async (use) => {
        assert.equal(await sumUntilFailure(use, kind, maxWorkers), 1);
      },
    );
  }

  if (kind !== threads) return;

  port(
    "ThreadPoolShutdownTest.test_thread_names_assigned",
    "threads are called by threadNamePrefix and a number",
    async (use) => {
      const gate = use(await Gate.make());
      const options = { maxWorkers: 5, threadNamePrefix: "SpecialPool" };
      const names = await namesOf(use(new ThreadPoolExecutor(options)), gate);
      assert.deepEqual(names, [0, 1, 2, 3, 4].map((number) => `SpecialPool_${number}`));
    },
  );

  port(
    "ThreadPoolShutdownTest.test_thread_names_default",
    "threads of pools without a prefix have names of their own",
    async (use) => {
      const names: string[] = [];
      for (const executor of [1, 2].map(() => use(new ThreadPoolExecutor(5)))) {
        names.push(...await namesOf(executor, use(await Gate.make())));
      }
      for (const name of names) assert.match(name, /^ThreadPoolExecutor-\d+_[0-4]$/);
      assert.equal(new Set(names).size, 10);
    },
  );
};
