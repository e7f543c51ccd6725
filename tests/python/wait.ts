/** CPython's `test_wait.py`. */

import assert from "node:assert/strict";
import {
  ALL_COMPLETED,
  type DoneAndNotDone,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  Gil,
  ThreadPoolExecutor,
  wait,
} from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { quiesce } from "../fixtures/fake_launcher.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks, threads } from "../fixtures/kinds.ts";
import { core } from "./core.ts";
import {
  cancelledAndNotifiedFuture,
  cancelledFuture,
  exceptionFuture,
  successfulFuture,
} from "../fixtures/made_futures.ts";
import type { Contract } from "./port.ts";
import { assertSameFutures } from "./same_futures.ts";

function assertFound(
  found: DoneAndNotDone,
  expected: { readonly done: readonly Future[]; readonly notDone: readonly Future[] },
): void {
  assertSameFutures(found.done, expected.done);
  assertSameFutures(found.notDone, expected.notDone);
}

export const waitContract: Contract = (port, kind) => {
  const { create, share, sharesMemory } = kind;

  port("WaitTests.test_20369", "wait() counts duplicates once", async (use) => {
    const executor = share(1);
    const gate = use(await Gate.make());
    const future = executor.submit(tasks.hold, gate.port, 1);
    const waiting = wait([future, future], { returnWhen: ALL_COMPLETED });
    gate.open();
    assertFound(await waiting, { done: [future], notDone: [] });
  });

  port(
    "WaitTests.test_first_completed",
    "wait() for the first returns at the first, and at once for a cancelled one",
    async (use) => {
      const executor = share(2);
      const gates = [use(await Gate.make()), use(await Gate.make())] as const;
      const cancelled = cancelledFuture();
      const [quick, blocked] = gates.map((gate) => executor.submit(tasks.hold, gate.port, 1)) as [
        Future,
        Future,
      ];
      const first = wait([quick, blocked], { returnWhen: FIRST_COMPLETED });
      const atOnce = await wait([cancelled, quick, blocked], { returnWhen: FIRST_COMPLETED });
      assertFound(atOnce, { done: [cancelled], notDone: [quick, blocked] });
      gates[0].open();
      assertFound(await first, { done: [quick], notDone: [blocked] });
    },
  );

  port(
    "WaitTests.test_first_completed_some_already_completed",
    "wait() for the first returns at once with all that are done",
    async (use) => {
      const executor = share(1);
      const gate = use(await Gate.make());
      const blocked = executor.submit(tasks.hold, gate.port, 1);
      const done = [cancelledAndNotifiedFuture(), successfulFuture()];
      const found = await wait([...done, blocked], { returnWhen: FIRST_COMPLETED });
      assertFound(found, { done, notDone: [blocked] });
    },
  );

  port(
    "WaitTests.test_first_exception",
    "wait() for an error returns at the first, not before",
    async (use) => {
      const executor = share(2);
      const gates = [use(await Gate.make()), use(await Gate.make())] as const;
      const successful = executor.submit(core.mul, 2, 21);
      const failing = executor.submit(core.holdAndRaise, gates[0].port);
      const blocked = executor.submit(tasks.hold, gates[1].port, 1);
      let returned = false;
      const waiting = wait<Future>([successful, failing, blocked], { returnWhen: FIRST_EXCEPTION })
        .finally(() => returned = true);
      await successful;
      await quiesce();
      assert.equal(returned, false);
      gates[0].open();
      assertFound(await waiting, { done: [successful, failing], notDone: [blocked] });
    },
  );

  port(
    "WaitTests.test_first_exception_some_already_complete",
    "wait() for an error takes neither what succeeded nor a cancel for one",
    async (use) => {
      const executor = share(2);
      const gates = [use(await Gate.make()), use(await Gate.make())] as const;
      const done = [successfulFuture(), cancelledFuture(), cancelledAndNotifiedFuture()];
      const failing = executor.submit(core.holdAndRaise, gates[0].port);
      const blocked = executor.submit(tasks.hold, gates[1].port, 1);
      let returned = false;
      const waiting = wait<Future>([...done, failing, blocked], { returnWhen: FIRST_EXCEPTION })
        .finally(() => returned = true);
      await quiesce();
      assert.equal(returned, false);
      gates[0].open();
      assertFound(await waiting, { done: [...done, failing], notDone: [blocked] });
    },
  );

  port(
    "WaitTests.test_first_exception_one_already_failed",
    "wait() for an error returns at once if there is one",
    async (use) => {
      const executor = share(1);
      const gate = use(await Gate.make());
      const failed = exceptionFuture();
      const blocked = executor.submit(tasks.hold, gate.port, 1);
      const found = await wait([failed, blocked], { returnWhen: FIRST_EXCEPTION });
      assertFound(found, { done: [failed], notDone: [blocked] });
    },
  );

  port(
    "WaitTests.test_all_completed",
    "wait() for all returns when all are done, however they ended",
    async () => {
      const executor = share(2);
      const futures: Future[] = [
        successfulFuture(),
        cancelledAndNotifiedFuture(),
        exceptionFuture(),
        executor.submit(core.divmod, 2n, 0n),
        executor.submit(core.mul, 2, 21),
      ];
      const found = await wait(futures, { returnWhen: ALL_COMPLETED });
      assertFound(found, { done: futures, notDone: [] });
    },
  );

  port(
    "WaitTests.test_timeout",
    "wait() that is over in time tells what is done, without an error",
    async (use) => {
      const clock = use(new FakeClock());
      const executor = use(create(1));
      const gate = use(await Gate.make());
      const blocked = executor.submit(tasks.hold, gate.port, 1);
      const done = [cancelledAndNotifiedFuture(), exceptionFuture(), successfulFuture()];
      const waiting = wait([...done, blocked], { timeout: 50, returnWhen: ALL_COMPLETED });
      clock.advance(50);
      assertFound(await waiting, { done, notDone: [blocked] });
    },
  );

  if (sharesMemory) {
    port(
      "ThreadPoolWaitTests.test_pending_calls_race",
      "wait() returns when many tasks end at the same moment",
      async (use) => {
        const executors = [use(create(5))];
        if (kind === threads) {
          const gil = new Gil({ switchInterval: 0.001 });
          executors.push(use(new ThreadPoolExecutor({ maxWorkers: 5, gil })));
        }
        for (const executor of executors) {
          const event = new Int32Array(new SharedArrayBuffer(4));
          const futures = Array.from(
            { length: 100 },
            () => executor.submit(core.waitForEvent, event),
          );
          Atomics.store(event, 0, 1);
          Atomics.notify(event, 0);
          const { done, notDone } = await wait(futures, { returnWhen: ALL_COMPLETED });
          assert.deepEqual([done.size, notDone.size], [100, 0]);
        }
      },
    );
  }
};
