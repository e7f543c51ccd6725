/** What a lock over workers does, seen from the tasks. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, ThreadPoolExecutor } from "../../mod.ts";
import { tasks } from "../fixtures/locked_tasks.ts";
import { scoped } from "../fixtures/scoped.ts";

/** Words shared with tasks. */
const words = (count: number) => new Int32Array(new SharedArrayBuffer(count * 4));

export function gilContract(): void {
  test(
    "GIL: only one worker runs at a time, and all get their turns",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.5, instrument: false });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 3, gil }));
      const shared = words(2 + 3);
      const turns = await Promise.all(
        [0, 1, 2].map((me) => executor.submit(tasks.race, shared, me)),
      );
      assert.equal(Atomics.load(shared, 1), 0, "two workers were inside at once");
      assert.ok(turns.every((count) => count >= 3));
      const stats = gil.stats();
      assert.equal(stats.workers.length, 3);
      assert.ok(stats.switches >= 3);
      assert.ok(stats.dropRequests >= 1);
      assert.ok(stats.forcedSwitches <= stats.dropRequests);
    }),
  );

  test(
    "GIL: without it, workers run at once",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor(2));
      const shared = words(1);
      const both = [1, 2].map(() => executor.submit(tasks.meet, shared, 2));
      assert.deepEqual(await Promise.all(both), [2, 2]);
    }),
  );

  test("a broken pool ends what its other workers compute, where that is checked", async () => {
    const executor = new ThreadPoolExecutor(2);
    const shared = words(1);
    const counting = executor.submit(tasks.countForEver, shared);
    void executor.submit(tasks.exitWhenCounted, shared).exception();
    assert.equal((await counting.exception() as Error).name, "BrokenThreadPool");
    for (let last = -1; last !== shared[0];) {
      last = shared[0]!;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  test(
    "GIL: allowThreads() lets workers run at once",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil: true }));
      const shared = words(1);
      const both = [1, 2].map(() => executor.submit(tasks.meetWithoutLock, shared, 2));
      assert.deepEqual(await Promise.all(both), [2, 2]);
    }),
  );

  test(
    "GIL: allowThreads() gives the lock up while a promise is pending",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil: true }));
      const shared = words(1);
      const waiting = executor.submit(tasks.waitAsync, shared);
      const waking = executor.submit(tasks.wake, shared);
      assert.equal(await waiting, "woken");
      await waking;
    }),
  );

  test(
    "GIL: workers that sleep() sleep at once",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil: true }));
      const shared = words(2);
      const both = [0, 1].map((me) => executor.submit(tasks.sleepUntilOtherSleeps, shared, me));
      assert.deepEqual(await Promise.all(both), [true, true]);
    }),
  );

  test(
    "GIL: a loop in a function sent as source gives way",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil: true }));
      const shared = words(2);
      const spinning = executor.submit((flag: Int32Array) => {
        let turns = 0;
        Atomics.store(flag, 1, 1);
        while (Atomics.load(flag, 0) === 0) turns++;
        return turns > 0;
      }, shared);
      // Running is not enough: it may still wait for the lock, and find the flag set.
      while (Atomics.load(shared, 1) === 0) {
        await Promise.race([spinning, new Promise((resolve) => setTimeout(resolve))]);
      }
      await executor.submit((flag: Int32Array) => void Atomics.store(flag, 0, 1), shared);
      assert.equal(await spinning, true);
    }),
  );

  test(
    "GIL: a worker that dies with the lock frees the others",
    scoped(async (use) => {
      const gil = new Gil();
      const survivors = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      assert.equal(await survivors.submit(Math.sqrt, 9), 3);
      const doomed = new ThreadPoolExecutor({ maxWorkers: 1, gil });
      const death = doomed.submit(tasks.exitWithLock);
      const after = survivors.submit(Math.sqrt, 16);
      assert.equal((await death.exception() as Error).name, "BrokenThreadPool");
      assert.equal(await after, 4);
      await doomed.shutdown();
    }),
  );

  test(
    "GIL: one lock serves several executors",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.5, instrument: false });
      const one = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      const two = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      const shared = words(2 + 2);
      await Promise.all([one.submit(tasks.race, shared, 0), two.submit(tasks.race, shared, 1)]);
      assert.equal(Atomics.load(shared, 1), 0);
      assert.equal(gil.stats().workers.length, 2);
    }),
  );

  test(
    "GIL: without checks a module's task keeps the lock, as a long native call does",
    scoped(async (use) => {
      const gil = { switchInterval: 0.1, instrument: false };
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words(2);
      await Promise.all([1, 2].map(() => executor.submit(tasks.uninterrupted, shared)));
      assert.equal(Atomics.load(shared, 1), 0);
    }),
  );

  test("Gil checks its switch interval", () => {
    const expected = { name: "RangeError", message: /switch interval must be strictly positive/ };
    for (const switchInterval of [0, -1, NaN]) {
      assert.throws(() => new Gil({ switchInterval }), expected);
    }
    const gil = new Gil();
    assert.equal(gil.switchInterval, 5);
    gil.switchInterval = 0.25;
    assert.equal(gil.switchInterval, 0.25);
    assert.throws(() => (gil.switchInterval = 0), expected);
  });

  test("ThreadPoolExecutor refuses a gil that is none", () => {
    for (const gil of [1, "true", null, [], new Map()] as unknown[] as Gil[]) {
      assert.throws(() => new ThreadPoolExecutor({ gil }), { name: "TypeError", message: /a Gil/ });
    }
    const gil = { switchInterval: 0 };
    assert.throws(() => new ThreadPoolExecutor({ gil }), { name: "RangeError" });
  });
}
