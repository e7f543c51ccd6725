/** CPython's `test_deadlock.py`: workers that end, at any moment; no future is left waiting. */

import assert from "node:assert/strict";
import process from "node:process";
import { type Future, importTasks, type PoolExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, processes, tasks } from "../fixtures/kinds.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";

const exiting = importTasks<typeof import("./exits_at_import.ts")>(
  import.meta.resolve("./exits_at_import.ts"),
);
const crashing = importTasks<typeof import("./crashes_at_import.ts")>(
  import.meta.resolve("./crashes_at_import.ts"),
);

/** More than any pipe holds. */
const bigData = "a".repeat(5 * 2 ** 20);

/** The pool breaks in the way that `text` tells, and `shutdown()` ends. */
async function assertBreaks(
  { create, Broken }: Kind,
  text: RegExp,
  submit: (executor: PoolExecutor) => Future,
): Promise<void> {
  const executor = create(2);
  const error = await submit(executor).exception();
  assert.ok(error instanceof Broken);
  assert.match(error.message, text);
  assert.throws(() => executor.submit(Math.pow, 2, 2), Broken);
  await executor.shutdown();
}

/** Ten tasks with much data all fail, and `shutdown()` ends. */
async function assertBigDataBreaks(
  kind: Kind,
  submit: (executor: PoolExecutor, data: string) => Future,
): Promise<void> {
  const executor = kind.create(2);
  const futures = Array.from({ length: 10 }, () => submit(executor, bigData));
  const errors = await Promise.all(futures.map((future) => future.exception()));
  for (const error of errors) assert.ok(error instanceof kind.Broken, String(error));
  await executor.shutdown();
}

/** Of workers that end, in whatever way, only kinds that report it can tell. */
export const workerDeathContract: Contract = (port, kind) => {
  if (kind.reportsExit) exitContract(port, kind);
  if (kind === processes) crashContract(port, kind);
};

const exitContract: Contract = (port, kind) => {
  port(
    "ExecutorDeadlockTest.test_exit_at_task_unpickle",
    "a worker that exits while it loads a task's module breaks the pool",
    async () => {
      const text = /with exit code 3 while it ran identity/;
      await assertBreaks(kind, text, (executor) => executor.submit(exiting.identity, 1));
    },
  );

  port(
    "ExecutorDeadlockTest.test_exit_during_func_exec_on_worker",
    "a worker that exits in a task breaks the pool",
    async () => {
      const text = /with exit code 1 while it ran exit/;
      await assertBreaks(kind, text, (executor) => executor.submit(tasks.exit, 1));
    },
  );

  port(
    "ExecutorDeadlockTest.test_exit_during_result_pickle_on_worker",
    "a worker that exits while it encodes a result breaks the pool",
    async () => {
      const text = /with exit code 4 while it ran returnExitAtEncoding/;
      await assertBreaks(kind, text, (executor) => executor.submit(pool.returnExitAtEncoding, 4));
    },
  );

  port(
    "ExecutorDeadlockTest.test_shutdown_deadlock",
    "a worker that ends after shutdown() breaks the pool, and shutdown() ends",
    async (use) => {
      const gate = use(await Gate.make());
      const executor = kind.create(1);
      const running = executor.submit(pool.holdAndExit, gate.port, 3);
      const queued = executor.submit(Math.pow, 2, 2);
      await gate.arrived(1);
      const down = executor.shutdown();
      gate.open();
      await down;
      for (const future of [running, queued]) {
        assert.ok(future.done());
        const error = await future.exception();
        assert.ok(error instanceof kind.Broken);
        assert.match(error.message, /with exit code 3 while it ran holdAndExit/);
      }
    },
  );

  port(
    "ExecutorDeadlockTest.test_crash_big_data",
    "a worker that exits with much data to come breaks the pool",
    async () => {
      await assertBigDataBreaks(kind, (executor, data) => executor.submit(pool.exitWith, data, 3));
      const importing = (executor: PoolExecutor, data: string) =>
        executor.submit(exiting.identity, data);
      await assertBigDataBreaks(kind, importing);
    },
  );
};

/** Only processes can be killed. */
const crashContract: Contract = (port, kind) => {
  port(
    "ExecutorDeadlockTest.test_crash_at_task_unpickle",
    "a process that is killed while it loads a task's module breaks the pool",
    async () => {
      const text = /by SIGKILL while it ran identity/;
      await assertBreaks(kind, text, (executor) => executor.submit(crashing.identity, 1));
    },
  );

  port(
    "ExecutorDeadlockTest.test_crash_during_func_exec_on_worker",
    "a process that is killed in a task breaks the pool",
    async () => {
      const text = /by SIGKILL while it ran killMyself/;
      await assertBreaks(kind, text, (executor) => executor.submit(tasks.killMyself, "SIGKILL"));
    },
  );

  port(
    "ExecutorDeadlockTest.test_crash_during_result_pickle_on_worker",
    "a process that is killed while it encodes a result breaks the pool",
    async () => {
      const text = /by SIGKILL while it ran returnCrashAtEncoding/;
      await assertBreaks(kind, text, (executor) => executor.submit(pool.returnCrashAtEncoding));
    },
  );

  port(
    "ExecutorDeadlockTest.test_crash_big_data",
    "a process that is killed with much data to come breaks the pool",
    async () => {
      const killing = (executor: PoolExecutor, data: string) =>
        executor.submit(pool.killMyselfWith, data);
      await assertBigDataBreaks(kind, killing);
    },
  );

  port(
    "ExecutorDeadlockTest.test_crash_big_data",
    "a process that is killed while much data is written to it breaks the pool",
    async () => {
      const executor = kind.create(1);
      const pid = await executor.submit(tasks.processId);
      const future = executor.submit(tasks.identity, bigData);
      process.kill(pid, "SIGKILL");
      await assert.rejects(future.result(), {
        name: "BrokenProcessPool",
        message: /by SIGKILL while it ran identity/,
      });
      await executor.shutdown();
    },
  );
};
