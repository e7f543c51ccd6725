/** CPython's `test_as_completed.py`. */

import assert from "node:assert/strict";
import { asCompleted, Future, TimeoutError } from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks } from "../fixtures/kinds.ts";
import { stillReferred } from "./collected.ts";
import { core } from "./core.ts";
import {
  cancelledAndNotifiedFuture,
  exceptionFuture,
  pendingFuture,
  runningFuture,
  successfulFuture,
} from "../fixtures/made_futures.ts";
import type { Contract } from "./port.ts";
import { assertSameFutures } from "./same_futures.ts";

/** All that an iterator yields: the futures, not their values. */
async function all(completions: AsyncIterableIterator<Future>): Promise<Future[]> {
  const futures: Future[] = [];
  for (;;) {
    const { done, value } = await completions.next();
    if (done) return futures;
    futures.push(value);
  }
}

/** Takes the next completion out of `futures` too, and forgets it but for the reference. */
async function forgetNext(
  completions: AsyncIterableIterator<Future>,
  futures: Set<Future>,
): Promise<WeakRef<Future>> {
  const { value } = await completions.next();
  assert.ok(futures.delete(value));
  return new WeakRef(value);
}

function settleFirst(futures: ReadonlySet<Future>): void {
  for (const future of futures) return future.setResult("test");
}

export const asCompletedContract: Contract = (port, { create, share }) => {
  port("AsCompletedTests.test_no_timeout", "asCompleted() yields all, each once", async () => {
    const executor = share(2);
    const futures = [
      cancelledAndNotifiedFuture(),
      exceptionFuture(),
      successfulFuture(),
      executor.submit(core.mul, 2, 21),
      executor.submit(core.mul, 7, 6),
    ];
    assertSameFutures(await all(asCompleted(futures)), futures);
  });

  port(
    "AsCompletedTests.test_future_times_out",
    "asCompleted() that is over in time has yielded what was done",
    async (use) => {
      const clock = use(new FakeClock());
      const executor = use(create(1));
      const gate = use(await Gate.make());
      const done = [cancelledAndNotifiedFuture(), exceptionFuture(), successfulFuture()];
      for (const timeout of [0, 100]) {
        const future = executor.submit(tasks.hold, gate.port, 1);
        const completions = asCompleted<Future>([...done, future], { timeout });
        const completed: Future[] = [];
        for (const _ of done) completed.push((await completions.next()).value);
        const late = assert.rejects(completions.next(), TimeoutError);
        clock.advance(timeout);
        await late;
        assertSameFutures(completed, done);
        assert.equal(future.done(), false);
      }
    },
  );

  port(
    "AsCompletedTests.test_duplicate_futures",
    "asCompleted() yields a future once, from any iterable",
    async (use) => {
      const executor = share(1);
      const gate = use(await Gate.make());
      const future = executor.submit(tasks.hold, gate.port, 1);
      function* repeat() {
        for (let times = 0; times < 3; times++) yield future;
      }
      const completed = all(asCompleted(repeat()));
      gate.open();
      assertSameFutures(await completed, [future]);
    },
  );

  port(
    "AsCompletedTests.test_free_reference_yielded_future",
    "asCompleted() keeps no reference to what it has yielded",
    async () => {
      const futures = new Set(Array.from({ length: 8 }, () => new Future()));
      futures.add(cancelledAndNotifiedFuture() as Future).add(successfulFuture() as Future);
      const looking = asCompleted(futures, { timeout: 0 });
      for (let done = 0; done < 2; done++) {
        assert.equal(await stillReferred(await forgetNext(looking, futures)), 0);
      }
      await assert.rejects(looking.next(), TimeoutError);
      assert.equal(futures.size, 8);
      const completions = asCompleted(futures);
      while (futures.size > 0) {
        settleFirst(futures);
        assert.equal(await stillReferred(await forgetNext(completions, futures)), 0);
      }
      assert.equal((await completions.next()).done, true);
    },
  );

  port(
    "AsCompletedTests.test_correct_timeout_exception_msg",
    "asCompleted() tells how many futures are unfinished",
    async () => {
      const futures = [
        cancelledAndNotifiedFuture(),
        pendingFuture(),
        runningFuture(),
        successfulFuture(),
      ];
      await assert.rejects(all(asCompleted(futures, { timeout: 0 })), {
        name: "TimeoutError",
        message: "2 (of 4) futures unfinished",
      });
    },
  );
};
