/** CPython's `test_interpreter_pool.py`: initializers. */

import assert from "node:assert/strict";
import { Gate } from "../fixtures/gate.ts";
import { tasks, threads } from "../fixtures/kinds.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { core } from "./core.ts";
import { pool } from "./pool.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

class Spam {
  initializer(): never {
    throw new Error("not implemented");
  }
}

export const interpreterInitContract: Contract = (port, kind) => {
  const { create, Broken } = kind;

  port(
    "InterpreterPoolExecutorTest.test_init_func",
    "the initializer runs once there is a task, and before it",
    async (use) => {
      const started = use(new StartedWorkers());
      const gate = use(await Gate.make());
      const initargs = [gate.port, "step: init"];
      const executor = use(create({ maxWorkers: 1, initializer: tasks.hold, initargs }));
      assert.deepEqual([started.count, gate.arrivals], [0, 0]);
      const future = executor.submit(core.mul, 10, 10);
      await gate.arrived(1);
      assert.equal(future.state, "PENDING");
      gate.open();
      assert.equal(await future, 100);
      assert.equal(gate.arrivals, 1);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_init_closure",
    "an initializer that uses names from around it breaks the pool, the reason being the cause",
    async (use) => {
      const around = { count: 0 };
      const initializers = [
        () => {
          if (around.count !== 0) throw new Error("not the first");
        },
        () => void around.count++,
      ];
      for (const initializer of initializers) {
        const executor = use(create({ maxWorkers: 1, initializer }));
        const error = await executor.submit(Math.abs, 1).exception();
        assert.ok(error instanceof Broken);
        assert.ok(error.cause instanceof ReferenceError);
        assert.match(error.cause.message, /around.*names from around it.*importTasks\(\)/s);
      }
      assert.equal(around.count, 0);
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_init_instance_method",
    "an initializer that is a method is refused at construction",
    () => {
      const { initializer } = new Spam();
      assert.throws(() => create({ initializer }), {
        name: "TypeError",
        message: /^Cannot submit initializer: it is a method/,
      });
    },
  );

  port(
    "InterpreterPoolExecutorTest.test_init_exception_in_func",
    "an initializer's error is the cause of the broken pool's, and is not logged",
    async (use) => {
      const { reports } = use(new ConsoleErrors());
      const executor = create({ maxWorkers: 1, initializer: pool.raiseError });
      const error = await executor.submit(Math.abs, 1).exception();
      assert.ok(error instanceof Broken);
      assert.match(error.message, /^A thread initializer failed in /);
      assert.ok(error.cause instanceof RangeError);
      assert.equal(error.cause.message, "123");
      assert.match(error.cause.stack!, /raiseError.*pool_tasks\.ts:\d+/);
      await executor.shutdown();
      assert.deepEqual(reports, []);
    },
  );

  if (kind === threads) {
    port(
      "InterpreterPoolExecutorTest.test_init_with___main___global",
      "what a worker's initializer sets is not set in the program, whose module it is of",
      async () => {
        const program = import.meta.resolve("./own_tasks_program.ts");
        assert.deepEqual(await runProgram(program, ["main"]), {
          code: 0,
          signal: null,
          stdout: "initialized\nuninitialized\n",
          stderr: "",
        });
      },
    );
  }
};
