/** CPython's `test_process_pool.py`. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import process from "node:process";
import { inspect } from "node:util";
import { BrokenProcessPool, type Executor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks } from "../fixtures/kinds.ts";
import { core } from "./core.ts";
import { forceShutdownContract } from "./force_shutdown.ts";
import { maxTasksContract } from "./max_tasks_per_child.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";
import { RollCall } from "../fixtures/roll_call.ts";
import { StartedWorkers } from "./started_workers.ts";

const range40 = Array.from({ length: 40 }, (_, number) => number);

/** Where in the tasks' module a text stands, as stacks tell it. */
function placeOf(text: string): string {
  const source = readFileSync(new URL("./pool_tasks.ts", import.meta.url), "utf8");
  const line = 1 + source.split("\n").findIndex((line) => line.includes(text));
  return `pool_tasks.ts:${line}:`;
}

export const processPoolContract: Contract = (port, kind) => {
  const { create, share } = kind;

  port(
    "ProcessPoolExecutorTest.test_killed_child",
    "a process that is killed breaks the pool",
    async (use) => {
      const roll = use(await RollCall.make());
      const executor = create(2);
      const future = executor.submit(pool.answer, roll.port);
      await roll.answered(1);
      process.kill(roll.pids[0]!, "SIGTERM");
      await assert.rejects(future.result(), {
        name: "BrokenProcessPool",
        message: /terminated abruptly by SIGTERM/,
      });
      assert.throws(() => executor.submit(Math.pow, 2, 8), BrokenProcessPool);
      await executor.shutdown();
    },
  );

  port(
    "ProcessPoolExecutorTest.test_broken_process_pool_traceback",
    "each future of a broken pool has an error of its own, always the same",
    async (use) => {
      const roll = use(await RollCall.make());
      const executor = create(2);
      const futures = [1, 2, 3].map(() => executor.submit(pool.answer, roll.port));
      await roll.answered(2);
      process.kill(roll.pids[0]!, "SIGKILL");
      const errors = await Promise.all(futures.map((future) => future.exception()));
      for (const error of errors) assert.ok(error instanceof BrokenProcessPool);
      assert.equal(new Set(errors).size, 3);
      for (const [number, error] of errors.entries()) {
        const { stack } = error as Error;
        await assert.rejects(futures[number]!.result(), (again) => again === error);
        assert.equal((error as Error).stack, stack);
      }
      await executor.shutdown();
    },
  );

  port("ProcessPoolExecutorTest.test_map_chunksize", "map() in chunks of any size", async () => {
    const executor = share(2);
    const expected = range40.map((number) => number ** number);
    for (const chunksize of [6, 50, 40]) {
      const results = executor.map(Math.pow, range40, range40, { chunksize });
      assert.deepEqual(await Array.fromAsync(results), expected);
    }
    const expectedError = { name: "RangeError", message: /^chunksize must be >= 1/ };
    for (const chunksize of [-1, 0]) {
      assert.throws(() => executor.map(Math.pow, range40, range40, { chunksize }), expectedError);
    }
  });

  port(
    "ProcessPoolExecutorTest.test_traceback",
    "an error shows where in its process it was thrown",
    async () => {
      const executor = share(1);
      const error = await executor.submit(pool.raiseError).exception();
      assert.ok(error instanceof RangeError);
      assert.equal(error.constructor, RangeError);
      assert.equal(error.message, "123");
      const place = placeOf('new RangeError("123"); // some comment');
      assert.ok(error.stack!.includes(place), error.stack!);
      assert.ok(inspect(error).includes(place), inspect(error));
    },
  );

  port(
    "ProcessPoolExecutorTest.test_traceback_when_child_process_terminates_abruptly",
    "a broken pool's error tells the exit code",
    async (use) => {
      const executor = use(create(1));
      await assert.rejects(executor.submit(tasks.exit, 99).result(), {
        name: "BrokenProcessPool",
        message: /terminated abruptly with exit code 99 while it ran exit/,
      });
    },
  );

  port(
    "ProcessPoolExecutorTest.test_ressources_gced_in_workers",
    "a process forgets a task's argument when the task has run",
    async () => {
      const executor = share(1);
      await executor.submit(pool.remember, { some: "object" });
      assert.equal(await executor.submit(pool.stillRemembered), 0);
    },
  );

  port(
    "ProcessPoolExecutorTest.test_saturation",
    "many held tasks have as many processes as allowed",
    async (use) => {
      const started = use(new StartedWorkers());
      const gate = use(await Gate.make());
      const executor = use(create(2));
      const jobs = 15 * executor.maxWorkers;
      const futures = Array.from(
        { length: jobs },
        () => executor.submit(tasks.holdAndTellProcess, gate.port),
      );
      assert.equal(started.count, 2);
      await gate.arrived(2);
      gate.open();
      const pids = await Promise.all(futures);
      assert.deepEqual([new Set(pids).size, started.count], [2, 2]);
    },
  );

  port(
    "ProcessPoolExecutorTest.test_idle_process_reuse_one",
    "an idle process is used before another is started",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = use(create(4));
      for (const [x, y] of [[21, 2], [6, 7], [3, 14]] as const) {
        assert.equal(await executor.submit(core.mul, x, y), 42);
      }
      assert.equal(started.count, 1);
    },
  );

  port(
    "ProcessPoolExecutorTest.test_idle_process_reuse_multiple",
    "no more processes are started than tasks are at work at once",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = create(5);
      await executor.submit(core.mul, 12, 7);
      executor.submit(core.mul, 33, 25);
      await executor.submit(core.mul, 25, 26);
      executor.submit(core.mul, 18, 29);
      await executor.submit(core.mul, 1, 2);
      executor.submit(core.mul, 0, 9);
      assert.ok(started.count <= 3, `${started.count} processes`);
      await executor.shutdown();
      assert.equal(started.alive, 0);
    },
  );

  maxTasksContract(port, kind);

  port(
    "ProcessPoolExecutorTest.test_python_finalization_error",
    "a process that can't be started breaks the pool, and nothing hangs",
    async (use) => {
      const started = use(new StartedWorkers());
      const map = async (executor: Executor) =>
        await Array.fromAsync(executor.map(core.mul, Array(10).fill(2), Array(10).fill(3)));
      const one = create(2);
      started.left = 1;
      assert.deepEqual(await map(one), Array(10).fill(6));
      await one.shutdown();
      const none = create(2);
      const first = none.submit(core.mul, 2, 3);
      await assert.rejects(map(none), {
        name: "BrokenProcessPool",
        message: /could not be started \(Error: can't start a worker\)/,
      });
      assert.ok(await first.exception() instanceof BrokenProcessPool);
      await none.shutdown();
    },
  );

  forceShutdownContract(port, kind);
};
