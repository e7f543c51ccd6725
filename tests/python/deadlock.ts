/** CPython's `test_deadlock.py`: what fails, no future is left waiting, nor is `shutdown()`. */

import assert from "node:assert/strict";
import { type Future, importTasks, type PoolExecutor, registerError } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, processes, tasks } from "../fixtures/kinds.ts";
import { workerDeathContract } from "./deadlock_death.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";

const throwing = importTasks<typeof import("./throws_at_import.ts")>(
  import.meta.resolve("./throws_at_import.ts"),
);

/** It fails while it is encoded: a getter is what runs then. */
const errorAtEncoding = {
  get value(): never {
    throw new RangeError("error at encoding");
  },
};

const notSent = { name: "DataCloneError", message: /^Cannot send an argument of identity: / };

/** What the tasks' module calls by this name too; here it tells whether any code of it runs. */
class ExitAtDecoding extends Error {
  static runs = 0;

  constructor() {
    super();
    ExitAtDecoding.runs++;
  }

  set limit(_limit: number) {
    ExitAtDecoding.runs++;
  }
}

/** Nothing but the one future fails, and `shutdown()` ends. */
async function assertFails(
  { create }: Kind,
  expected: object,
  submit: (executor: PoolExecutor) => Future,
): Promise<void> {
  const executor = create(2);
  await assert.rejects(submit(executor).result(), expected);
  assert.equal(await executor.submit(Math.pow, 2, 2), 4);
  await executor.shutdown();
}

export const deadlockContract: Contract = (port, kind) => {
  encodingContract(port, kind);
  decodingContract(port, kind);
  workerDeathContract(port, kind);

  port(
    "ExecutorDeadlockTest.test_error_during_func_exec_on_worker",
    "an error in a task fails its future only",
    async () => {
      const expected = { name: "RangeError", message: "123" };
      await assertFails(kind, expected, (executor) => executor.submit(pool.raiseError));
    },
  );

  port(
    "ExecutorDeadlockTest.test_gh105829_should_not_deadlock_if_wakeup_pipe_full",
    "any number of tasks may be submitted before a worker is ready",
    async (use) => {
      const gate = use(await Gate.make());
      const initializer = tasks.hold;
      const executor = kind.create({ maxWorkers: 2, initializer, initargs: [gate.port, 0] });
      const numbers = Array.from({ length: 5000 }, (_, number) => number);
      const results = executor.map(Math.abs, numbers);
      await gate.arrived(2);
      gate.open();
      assert.deepEqual(await Array.fromAsync(results), numbers);
      await executor.shutdown();
    },
  );
};

/** What can't be encoded, on either side. */
const encodingContract: Contract = (port, kind) => {
  port(
    "ExecutorDeadlockTest.test_error_at_task_pickle",
    "an argument that can't be encoded fails its future only",
    async () => {
      for (const argument of [errorAtEncoding, () => {}, Symbol("argument")]) {
        await assertFails(kind, notSent, (executor) => executor.submit(tasks.identity, argument));
      }
    },
  );

  port(
    "ExecutorDeadlockTest.test_error_during_result_pickle_on_worker",
    "a result that can't be encoded fails its future only, the reason being the cause",
    async () => {
      const executor = kind.create(2);
      const error = await executor.submit(pool.returnErrorAtEncoding).exception();
      assert.ok(error instanceof DOMException);
      assert.equal(error.name, "DataCloneError");
      const { cause } = error as Error;
      assert.ok(cause instanceof RangeError);
      assert.equal(cause.message, "error at encoding");
      assert.equal(await executor.submit(Math.pow, 2, 2), 4);
      await executor.shutdown();
    },
  );

  port(
    "ExecutorDeadlockTest.test_shutdown_deadlock_pickle",
    "shutdown() without waiting ends although an argument can't be encoded then",
    async (use) => {
      const gate = use(await Gate.make());
      const executor = kind.create(1);
      assert.equal(await executor.submit(tasks.identity, 42), 42);
      const atOnce = executor.submit(tasks.identity, errorAtEncoding);
      const held = executor.submit(tasks.hold, gate.port, 1);
      const queued = executor.submit(tasks.identity, errorAtEncoding);
      await executor.shutdown({ wait: false });
      await assert.rejects(atOnce.result(), notSent);
      gate.open();
      assert.equal(await held, 1);
      await assert.rejects(queued.result(), notSent);
      await executor.shutdown();
    },
  );
};

/** What can't be decoded, on either side. */
const decodingContract: Contract = (port, kind) => {
  port(
    "ExecutorDeadlockTest.test_error_at_task_unpickle",
    "a task whose module can't be loaded fails its future only",
    async () => {
      const expected = { name: "RangeError", message: "error at import" };
      await assertFails(kind, expected, (executor) => executor.submit(throwing.identity, 1));
    },
  );

  port(
    "ExecutorDeadlockTest.test_exit_during_result_unpickle_in_result_handler",
    "no code of an error's class runs as it arrives",
    async (use) => {
      registerError(ExitAtDecoding);
      ExitAtDecoding.runs = 0;
      const executor = use(kind.create(1));
      const error = await executor.submit(pool.throwExitAtDecoding).exception();
      assert.ok(error instanceof ExitAtDecoding);
      const limit = Object.getOwnPropertyDescriptor(error, "limit")?.value;
      assert.deepEqual([error.message, limit, ExitAtDecoding.runs], ["thrown", 5, 0]);
    },
  );

  if (kind !== processes) return;

  port(
    "ExecutorDeadlockTest.test_error_at_task_unpickle",
    "an argument that one side at most can handle fails its future only",
    async () => {
      const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
      const module = new WebAssembly.Module(bytes);
      const expected = { name: "DataCloneError", message: /^Cannot (send|receive) an argument/ };
      await assertFails(kind, expected, (executor) => executor.submit(tasks.identity, module));
    },
  );

  port(
    "ExecutorDeadlockTest.test_error_during_result_unpickle_in_result_handler",
    "a result that can't be decoded fails its future only",
    async () => {
      const refused = {
        name: "DataCloneError",
        message: /^Cannot (send|receive) the task's result/,
      };
      await assertFails(kind, refused, (executor) => executor.submit(pool.wasmModule));
    },
  );
};
