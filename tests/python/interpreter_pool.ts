/** CPython's `test_interpreter_pool.py`: each thread has globals of its own, as interpreters do. */

import assert from "node:assert/strict";
import * as workerThreads from "node:worker_threads";
import {
  type Future,
  importTasks,
  type PoolExecutor,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  UnsupportedError,
} from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks, threads } from "../fixtures/kinds.ts";
import type { Use } from "../fixtures/scoped.ts";
import { core } from "./core.ts";
import { interpreterInitContract } from "./interpreter_init.ts";
import { withoutProcesses, withoutSharedMemory } from "./missing.ts";
import { getCurrentInterpreter } from "./pool_tasks.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

const throwing = importTasks<typeof import("./throws_at_import.ts")>(
  import.meta.resolve("./throws_at_import.ts"),
);
const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const ownName = /^(Thread|Web)PoolExecutor-\d+_0$/;

class Spam {
  run(): boolean {
    return true;
  }
}

/** Ten tasks that block their threads all run, being let go in waves. */
async function blockInWaves(use: Use, executor: PoolExecutor): Promise<void> {
  const gate = use(await Gate.make());
  const permits = new Int32Array(new SharedArrayBuffer(4));
  const futures = ten.map((id) => executor.submit(pool.arriveAndBlock, id, gate.port, permits));
  await gate.arrived(Math.min(executor.maxWorkers, ten.length));
  for (let released = 0; released < ten.length;) {
    await gate.arrived(released + 1);
    const wave = gate.arrivals - released;
    assert.ok(wave <= executor.maxWorkers, `${wave} tasks block at once`);
    released += wave;
    Atomics.add(permits, 0, wave);
    Atomics.notify(permits, 0);
  }
  assert.deepEqual(await Promise.all(futures), ten);
}

export const interpreterPoolContract: Contract = (port, kind) => {
  interpreterInitContract(port, kind);
  submitContract(port, kind);
  workersContract(port, kind);
  if (kind === threads) missingContract(port, kind);
  asyncioContract(port, kind);
};

const submitContract: Contract = (port, { share }) => {
  port(
    "InterpreterPoolExecutorTest.test_submit_closure",
    "a task that uses names from around it fails, its error telling what to do",
    async () => {
      const executor = share(1);
      const around = { spam: 1 };
      for (const task of [() => around.spam, () => around.spam += 1]) {
        const error = await executor.submit(task).exception();
        assert.ok(error instanceof ReferenceError);
        assert.match(error.message, /around.*names from around it.*importTasks\(\)/s);
      }
      assert.equal(around.spam, 1);
      assert.equal(await executor.submit(core.mul, 2, 21), 42);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_submit_local_instance",
    "submit() refuses a class, and an instance",
    () => {
      const executor = share(1);
      for (const task of [Spam, new Spam()] as unknown as (() => void)[]) {
        assert.throws(() => executor.submit(task), {
          name: "TypeError",
          message: /^Cannot submit/,
        });
      }
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_submit_instance_method",
    "submit() refuses a method",
    () => {
      const executor = share(1);
      assert.throws(() => executor.submit(new Spam().run), {
        name: "TypeError",
        message: /^Cannot submit run: it is a method.*importTasks\(\)$/,
      });
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_submit_func_globals",
    "a task runs in the module it is of",
    async () => {
      const executor = share(1);
      const name = await executor.submit(pool.getCurrentName);
      assert.equal(name, import.meta.resolve("./pool_tasks.ts"));
      assert.notEqual(name, import.meta.url);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_submit_exception_in_func",
    "an error keeps its class and text, its stack tells where it was thrown",
    async () => {
      const executor = share(1);
      const error = await executor.submit(pool.raiseError).exception();
      assert.ok(error instanceof RangeError);
      assert.equal(error.constructor, RangeError);
      assert.equal(error.message, "123");
      assert.match(error.stack!, /raiseError.*pool_tasks\.ts:\d+/);
      assert.equal("cause" in error, false);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_pickle_errors_propagate",
    "a task that can't be loaded fails, and nothing hangs",
    async () => {
      const executor = share(1);
      const atImport = await executor.submit(throwing.identity, 1).exception();
      assert.ok(atImport instanceof RangeError);
      assert.equal(atImport.message, "error at import");
      const untyped = pool as unknown as Record<string, () => void>;
      await assert.rejects(executor.submit(untyped["pickleShenanigans"]!).result(), {
        name: "TypeError",
        message: /pickleShenanigans.*there is no such export/,
      });
      assert.equal(await executor.submit(core.mul, 2, 21), 42);
    },
  );
};

const workersContract: Contract = (port, kind) => {
  const { create } = kind;

  port(
    "InterpreterPoolExecutorTest.test_saturation",
    "many held tasks have as many threads as allowed",
    async (use) => {
      const started = use(new StartedWorkers());
      const gate = use(await Gate.make());
      const executor = create(4);
      const jobs = 15 * executor.maxWorkers;
      const futures = Array.from({ length: jobs }, () => executor.submit(tasks.hold, gate.port, 1));
      await gate.arrived(4);
      assert.equal(futures.filter((future) => future.running()).length, 4);
      gate.open();
      await executor.shutdown();
      assert.ok(futures.every((future) => future.done()));
      if (kind === threads) assert.equal(started.count, 4);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_idle_thread_reuse",
    "an idle thread is used before another is started",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = create();
      for (const turn of [1, 2, 3]) assert.equal(await executor.submit(tasks.count), turn);
      if (kind === threads) assert.equal(started.count, 1);
      await executor.shutdown();
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_blocking",
    "tasks that block their threads all run",
    async (use) => await blockInWaves(use, use(create())),
  );

  port(
    "InterpreterPoolExecutorTest.test_blocking_with_limited_workers",
    "tasks that block all of the few threads all run",
    async (use) => await blockInWaves(use, use(create(4))),
  );

  port(
    "InterpreterPoolExecutorTest.test_thread_name_prefix",
    "a thread is called after its pool and a number, in stacks",
    async (use) => {
      const executor = use(create(1));
      const { stack } = await executor.submit(pool.raiseError).exception() as Error;
      assert.match(/<(.*)>$/.exec(stack!)![1]!, ownName);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_thread_name_prefix_with_thread_get_name",
    "the runtime calls a thread by its name, where it tells",
    async (use) => {
      const executor = use(create(1));
      const name = await executor.submit(pool.getThreadName);
      // Threads of `node:worker_threads` don't tell under Deno, nor before Node 24.6.
      const tells = "threadName" in workerThreads && !("Deno" in globalThis);
      const isSecret = kind === threads && !tells && name === "";
      if (!isSecret) assert.match(name, ownName);
    },
  );
};

const missingContract: Contract = (port) => {
  port(
    "InterpreterPoolExecutorTest.test_import_interpreter_pool_executor",
    "an executor that a runtime can't have is refused, its error naming what is missing",
    (use) => {
      use(withoutProcesses());
      use(withoutSharedMemory());
      const expected = (text: RegExp) => (error: unknown) =>
        error instanceof UnsupportedError && text.test(error.message);
      assert.throws(() => new ProcessPoolExecutor(), expected(/has no subprocesses/));
      assert.throws(
        () => new ThreadPoolExecutor({ gil: true }),
        expected(/SharedArrayBuffer is missing/),
      );
      assert.doesNotThrow(() => new ThreadPoolExecutor());
    },
  );
};

const asyncioContract: Contract = (port, { create, share }) => {
  port(
    "AsyncioTest.test_run_in_executor",
    "a future is awaited as it is; its task has run elsewhere",
    async () => {
      const executor = share(1);
      const [interpreter, extra] = await executor.submit(
        pool.getCurrentInterpreter<[string]>,
        "yo",
      );
      assert.equal(extra, "yo");
      assert.notEqual(interpreter, getCurrentInterpreter()[0]);
    },
  );

  port(
    "AsyncioTest.test_run_in_executor_cancel",
    "a cancelled future fails who awaits it, and calls nobody back afterwards",
    async (use) => {
      const gate = use(await Gate.make());
      const executor = create(1);
      const held = executor.submit(tasks.hold, gate.port, 1);
      const future = executor.submit(tasks.hold, gate.port, 2);
      const called: Future[] = [];
      future.addDoneCallback((future) => called.push(future));
      const awaiting = assert.rejects(async () => await future, { name: "CancelledError" });
      assert.equal(future.cancel(), true);
      await awaiting;
      assert.equal(called.length, 1);
      gate.open();
      assert.equal(await held, 1);
      await executor.shutdown();
      assert.deepEqual([called.length, gate.arrivals], [1, 1]);
    },
  );

  port(
    "AsyncioTest.test_default_executor",
    "futures of an executor without options are awaited as they are",
    async (use) => {
      const executor = use(create());
      const futures = [1, 2].map((x) => executor.submit(pool.getCurrentInterpreter<[number]>, x));
      const results = await Promise.all(futures);
      assert.deepEqual(results.map(([, extra]) => extra), [1, 2]);
      const [here] = getCurrentInterpreter();
      for (const [interpreter] of results) assert.notEqual(interpreter, here);
    },
  );
};
