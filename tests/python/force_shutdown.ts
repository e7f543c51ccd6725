/** CPython's `test_process_pool.py`: processes that are ended by force, in both ways. */

import assert from "node:assert/strict";
import { ProcessPoolExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks } from "../fixtures/kinds.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

const ways = [
  {
    test: "test_terminate_workers",
    stop: (executor: ProcessPoolExecutor) => executor.terminateWorkers(),
    name: "terminateWorkers()",
    force: false,
    signal: "SIGTERM",
  },
  {
    test: "test_kill_workers",
    stop: (executor: ProcessPoolExecutor) => executor.killWorkers(),
    name: "killWorkers()",
    force: true,
    signal: "SIGKILL",
  },
] as const;

const refusal = {
  name: "ExecutorShutdownError",
  message: "cannot schedule new futures after shutdown",
};

export const forceShutdownContract: Contract = (port) => {
  for (const { test, stop, name, force, signal } of ways) {
    port(
      `ProcessPoolExecutorTest.${test}`,
      `${name} ends workers ${force ? "for certain" : "in a way they may object to"}`,
      async (use) => {
        const started = use(new StartedWorkers());
        const executor = new ProcessPoolExecutor(1);
        await executor.submit(Math.pow, 2, 2);
        await stop(executor);
        assert.deepEqual(started.terminations, [force]);
      },
    );

    port(
      "ProcessPoolExecutorTest.test_force_shutdown_workers",
      `${name} stops a running task by ${signal}`,
      async (use) => {
        const started = use(new StartedWorkers());
        const [before, after] = [use(await Gate.make()), use(await Gate.make())];
        const executor = new ProcessPoolExecutor(1);
        const future = executor.submit(pool.holdAndArrive, before.port, after.port);
        await before.arrived(1);
        await stop(executor);
        assert.equal(started.alive, 0);
        await assert.rejects(future.result(0), {
          name: "BrokenProcessPool",
          message: new RegExp(`terminated abruptly by ${signal} while it ran holdAndArrive`),
        });
        before.open();
        await executor.shutdown();
        assert.equal(after.arrivals, 0);
      },
    );

    port(
      "ProcessPoolExecutorTest.test_force_shutdown_workers_dead_workers",
      `${name} of a broken pool does no harm`,
      async () => {
        const executor = new ProcessPoolExecutor(1);
        await assert.rejects(executor.submit(tasks.exit, 1).result(), {
          name: "BrokenProcessPool",
        });
        await stop(executor);
      },
    );

    port(
      "ProcessPoolExecutorTest.test_force_shutdown_workers_not_started_yet",
      `${name} without workers starts and ends none`,
      async (use) => {
        const started = use(new StartedWorkers());
        const executor = new ProcessPoolExecutor(1);
        await stop(executor);
        await executor.shutdown();
        assert.deepEqual([started.count, started.terminations], [0, []]);
      },
    );

    port(
      "ProcessPoolExecutorTest.test_force_shutdown_workers_stops_pool",
      `${name} stops the pool too`,
      async (use) => {
        const started = use(new StartedWorkers());
        const executor = new ProcessPoolExecutor(1);
        assert.equal(await executor.submit(Math.pow, 2, 2), 4);
        assert.equal(started.alive, 1);
        const gone = stop(executor);
        assert.throws(() => executor.submit(Math.pow, 2, 2), refusal);
        await gone;
        assert.equal(started.alive, 0);
        assert.throws(() => executor.submit(Math.pow, 2, 2), refusal);
      },
    );

    port(
      "ProcessPoolExecutorTest.test_force_shutdown_during_max_tasks_worker_exit",
      `${name} lets no worker be replaced, what was queued is cancelled`,
      async (use) => {
        const started = use(new StartedWorkers());
        const gate = use(await Gate.make());
        const executor = new ProcessPoolExecutor({ maxWorkers: 1, maxTasksPerChild: 1 });
        const futures = [0, 1, 2].map((value) => executor.submit(tasks.hold, gate.port, value));
        await gate.arrived(1);
        // A callback runs when the worker has been asked to leave and is not gone yet.
        let alive = 0;
        const stopped = new Promise<void>((resolve, reject) => {
          futures[0]!.addDoneCallback(() => {
            alive = started.alive;
            stop(executor).then(resolve, reject);
          });
        });
        gate.open();
        await stopped;
        assert.equal(alive, 1);
        assert.equal(await futures[0], 0);
        for (const future of futures.slice(1)) {
          await assert.rejects(future.result(0), { name: "CancelledError" });
        }
        assert.deepEqual([started.count, started.alive, gate.arrivals], [1, 0, 1]);
      },
    );
  }
};
