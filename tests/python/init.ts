/** CPython's `test_init.py`. */

import assert from "node:assert/strict";
import process from "node:process";
import { BrokenExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { core } from "./core.ts";
import type { Contract } from "./port.ts";
import { RollCall } from "../fixtures/roll_call.ts";

export const initContract: Contract = (port, kind) => {
  const { create, Broken, sharesMemory, reportsExit } = kind;

  port(
    "InitializerMixin.test_initializer",
    "the initializer runs first in each worker",
    async (use) => {
      const initializer = core.init;
      const executor = use(create({ maxWorkers: 2, initializer, initargs: ["initialized"] }));
      const gate = use(await Gate.make());
      const futures = [1, 2].map(() => executor.submit(core.holdAndTellStatus, gate.port));
      await gate.arrived(2);
      gate.open();
      for (const future of futures) assert.equal(await future.result(), "initialized");
    },
  );

  port(
    "FailingInitializerMixin.test_initializer",
    "a failing initializer breaks the pool, its error being the cause, and logs nothing",
    async (use) => {
      const { reports } = use(new ConsoleErrors());
      const gate = use(await Gate.make());
      const initializer = core.holdAndFail;
      const executor = create({ maxWorkers: 2, initializer, initargs: [gate.port] });
      const futures = [1, 2, 3].map(() => executor.submit(core.getInitStatus));
      await gate.arrived(1);
      assert.ok(futures.every(({ state }) => state === "PENDING"));
      gate.open();
      const errors = await Promise.all(futures.map((future) => future.exception()));
      for (const error of errors) {
        assert.ok(error instanceof BrokenExecutor && error instanceof Broken);
        assert.ok(error.cause instanceof RangeError);
        assert.equal(error.cause.message, "error in initializer");
      }
      assert.equal(new Set(errors).size, 3);
      assert.throws(() => executor.submit(core.getInitStatus), Broken);
      assert.throws(() => executor.map(core.makeDummyObject, [1]), Broken);
      await executor.shutdown();
      assert.deepEqual(reports, []);
    },
  );

  port(
    "FailingInitializerResourcesTest.test_spawn",
    "a failing initializer leaves no worker behind",
    async (use) => {
      const roll = use(await RollCall.make());
      const initializer = core.answerAndFail;
      const executor = create({ maxWorkers: 2, initializer, initargs: [roll.port] });
      const futures = [1, 2].map(() => executor.submit(core.getInitStatus));
      await roll.answered(2);
      roll.dismiss();
      for (const future of futures) await assert.rejects(future.result(), Broken);
      await executor.shutdown();
      await roll.empty();
      if (sharesMemory) return;
      assert.equal(new Set(roll.pids).size, 2);
      for (const pid of roll.pids) assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
    },
  );

  if (reportsExit) {
    port(
      "FailingInitializerResourcesTest.test_forkserver",
      "a program whose initializer failed ends by itself",
      async () => {
        const program = import.meta.resolve("./failing_initializer_program.ts");
        assert.deepEqual(await runProgram(program, [kind.name]), {
          code: 0,
          signal: null,
          stdout: "3 broken\n",
          stderr: "",
        });
      },
    );
  }
};
