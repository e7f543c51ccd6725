/** CPython's `test_shutdown.py`: what holds for every executor. */

import assert from "node:assert/strict";
import { type Future, wait } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks } from "../fixtures/kinds.ts";
import type { Contract } from "./port.ts";
import { shutdownPoolsContract } from "./shutdown_pools.ts";
import { shutdownProgramsContract } from "./shutdown_programs.ts";

const refusal = {
  name: "ExecutorShutdownError",
  message: "cannot schedule new futures after shutdown",
};

function cancelledAmong(futures: readonly Future[]): Future[] {
  return futures.filter((future) => future.cancelled());
}

export const shutdownContract: Contract = (port, kind) => {
  const { create, reportsExit } = kind;

  port(
    "ExecutorShutdownTest.test_run_after_shutdown",
    "submit() throws as soon as shutdown() was called",
    async () => {
      const executor = create(1);
      const down = executor.shutdown();
      assert.throws(() => executor.submit(tasks.pow, 2, 5), refusal);
      await down;
      assert.throws(() => executor.submit(tasks.pow, 2, 5), refusal);
    },
  );

  port(
    "ExecutorShutdownTest.test_hang_issue12364",
    "shutdown() of a busy pool waits until all is done",
    async () => {
      const executor = create(2);
      const futures = Array.from({ length: 50 }, (_, n) => executor.submit(tasks.identity, n));
      await executor.shutdown();
      assert.ok(futures.every((future) => future.done()));
      assert.deepEqual(await Promise.all(futures), Array.from({ length: 50 }, (_, n) => n));
    },
  );

  port(
    "ExecutorShutdownTest.test_cancel_futures",
    "cancelFutures cancels what has not begun, and the rest succeeds",
    async (use) => {
      const gate = use(await Gate.make());
      const executor = create(2);
      const futures = Array.from(
        { length: 50 },
        (_, n) => executor.submit(tasks.hold, gate.port, n),
      );
      await gate.arrived(2);
      const down = executor.shutdown({ cancelFutures: true });
      assert.equal(cancelledAmong(futures).length, 48);
      gate.open();
      await down;
      assert.equal((await wait(futures, { timeout: 0 })).notDone.size, 0);
      const others = futures.filter((future) => !future.cancelled());
      assert.equal(others.length, 2);
      for (const future of others) assert.equal(await future.exception(0), undefined);
    },
  );

  port(
    "ExecutorShutdownTest.test_hang_gh94440",
    "shutdown() right after a cancel ends",
    async (use) => {
      const gate = use(await Gate.make());
      const executor = create(1);
      await executor.submit(tasks.pow, 2, 5).result();
      const held = executor.submit(tasks.hold, gate.port, 1);
      assert.ok(executor.submit(tasks.pow, 2, 5).cancel());
      const down = executor.shutdown({ wait: true });
      gate.open();
      await down;
      assert.ok(held.done());
    },
  );

  if (!reportsExit) return;
  shutdownPoolsContract(port, kind);
  shutdownProgramsContract(port, kind);
};
