/**
 * What follows from CPython's protocol, law by law (`src/gil/README.md`).
 *
 * No law here depends on how fast this machine is: times are held to lower bounds only, and where a
 * wake-up must come by itself, the interval is so long that nothing else could bring it.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, ThreadPoolExecutor, type TraceEvent } from "../../mod.ts";
import { tasks } from "../fixtures/locked_tasks.ts";
import { scoped } from "../fixtures/scoped.ts";

/** Milliseconds that no test lasts. */
const forever = 600_000;

const words = (count = 3) => new Int32Array(new SharedArrayBuffer(count * 4));

/** Resolves once word 1 has counted to `count`. */
async function counted(shared: Int32Array, count: number): Promise<void> {
  while (Atomics.load(shared, 1) < count) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function requested(gil: Gil, count: number): Promise<void> {
  while (gil.stats().dropRequests < count) await new Promise((resolve) => setTimeout(resolve, 1));
}

export function gilLaws(): void {
  test(
    "GIL law 1: without a waiter the holder never lets go",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.01 });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      await executor.submit(tasks.countTo, 1);
      const { switches, waitMs } = gil.stats();
      await executor.submit(tasks.countTo, 20_000_000);
      const stats = gil.stats();
      assert.deepEqual([stats.dropRequests, stats.forcedSwitches], [0, 0]);
      assert.deepEqual([stats.switches, stats.waitMs], [switches, waitMs]);
    }),
  );

  test(
    "GIL law 2: a waiter asks after a full interval without a switch, so forced switches take one each",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 4 });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 4, gil, trace: true }));
      const shared = words();
      const burning = [1, 2, 3, 4].map(() => executor.submit(tasks.burn, shared));
      await counted(shared, 1);
      const start = performance.now();
      const before = gil.stats().dropRequests;
      await requested(gil, before + 20);
      const elapsed = performance.now() - start;
      // The first may have been under way.
      assert.ok(elapsed >= 19 * 4, `20 requests in ${elapsed} ms`);
      Atomics.store(shared, 0, 1);
      await Promise.all(burning);
      assertPatience(executor.trace, 4);
    }),
  );

  test(
    "GIL law 3: a voluntary release forces nothing",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: forever });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const both = [1, 2].map(() => executor.submit(tasks.giveWay, 2_000));
      assert.deepEqual(await Promise.all(both), [2_000, 2_000]);
      const { dropRequests, forcedSwitches } = gil.stats();
      assert.deepEqual([dropRequests, forcedSwitches], [0, 0]);
    }),
  );

  test(
    "GIL law 4: the lock is released at checks only, one long call keeps it whatever the interval",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.1 });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words();
      const long = (flags: Int32Array, length: number) => {
        const text = JSON.stringify(Array.from({ length }));
        Atomics.store(flags, 1, 1);
        JSON.parse(text); // One call: who gets the lock in its midst would set the flag.
        return Atomics.exchange(flags, 0, 0);
      };
      const parsing = executor.submit(long, shared, 3_000_000);
      await counted(shared, 1);
      await executor.submit((flags: Int32Array) => void Atomics.store(flags, 0, 1), shared);
      assert.equal(await parsing, 0);
    }),
  );

  test(
    "GIL law 5: each release wakes a waiter: in many switches none is lost",
    { timeout: 120_000 },
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: forever });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words();
      const both = [0, 1].map((me) => executor.submit(tasks.pingPong, shared, me, 5_000));
      assert.deepEqual(await Promise.all(both), [5_000, 5_000]);
      assert.ok(gil.stats().switches >= 4_999);
    }),
  );

  test(
    "GIL law 6: a new switch interval is in force from the next wait on",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 1 });
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words();
      const burning = [1, 2].map(() => executor.submit(tasks.burn, shared));
      await requested(gil, 5);
      gil.switchInterval = forever;
      const { dropRequests } = gil.stats();
      await counted(shared, Atomics.load(shared, 1) + 3_000_000);
      assert.ok(gil.stats().dropRequests <= dropRequests + 2, "waits that were under way, at most");
      Atomics.store(shared, 0, 1);
      await Promise.all(burning);
    }),
  );

  test(
    "GIL law 7: an idle worker holds nothing, a task that has ended neither",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: forever });
      const idle = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      await idle.submit(tasks.countTo, 1000);
      const other = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      assert.equal(await other.submit(tasks.countTo, 10), 10);
      assert.equal(await idle.submit(tasks.countTo, 10), 10);
    }),
  );

  test(
    "GIL law 8: whoever dies, holding or waiting, the others go on",
    { timeout: 120_000 },
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 2 });
      const survivor = use(new ThreadPoolExecutor({ maxWorkers: 1, gil }));
      const shared = words();
      const surviving = survivor.submit(tasks.burn, shared);
      for (let round = 0; round < 6; round++) {
        const doomed = new ThreadPoolExecutor({ maxWorkers: 3, gil });
        const own = words();
        const dying = [
          doomed.submit(tasks.burn, own),
          doomed.submit(round % 2 === 0 ? tasks.nap : tasks.burn, own),
          doomed.submit(tasks.exitAfter, own, 1 + round * 50),
        ];
        for (const future of dying) {
          assert.equal((await future.exception() as Error).name, "BrokenThreadPool");
        }
        await doomed.shutdown();
        await counted(shared, Atomics.load(shared, 1) + 1000);
      }
      Atomics.store(shared, 0, 1);
      assert.ok(await surviving > 6_000);
    }),
  );

  test(
    "gil.stats() adds up to each worker's life, also in the midst of a turn",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.5 });
      const before = performance.now();
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words();
      const tasksOf = [executor.submit(tasks.burn, shared), executor.submit(tasks.nap, shared)];
      await requested(gil, 3);
      let last = gil.stats();
      for (let look = 0; look < 200; look++) {
        const stats = gil.stats();
        const wall = performance.now() - before;
        for (const [index, { holdMs, waitMs, outsideMs }] of stats.workers.entries()) {
          const life = holdMs + waitMs + outsideMs;
          assert.ok(Math.min(holdMs, waitMs, outsideMs) >= 0);
          assert.ok(life <= wall + 0.01, `${life} ms of ${wall}`);
          const earlier = last.workers[index]!;
          assert.ok(life >= earlier.holdMs + earlier.waitMs + earlier.outsideMs);
        }
        assert.ok(stats.holdMs <= wall + 0.01, "one holds it at a time");
        last = stats;
      }
      Atomics.store(shared, 0, 1);
      await Promise.all(tasksOf);
      await executor.shutdown();
      assert.deepEqual(gil.stats(), gil.stats(), "who is gone changes no more");
    }),
  );
}

/** Each worker had waited for an interval when it asked, and for another when it asked again. */
function assertPatience(trace: readonly TraceEvent[], interval: number): void {
  const since = new Map<string, number>();
  let asked = 0;
  for (const event of trace) {
    if (event.type === "waiting") since.set(event.worker, event.at);
    if (event.type !== "dropRequest") continue;
    const waited = event.at - (since.get(event.worker) ?? -Infinity);
    // Timers may be early by what clocks round.
    assert.ok(waited >= interval - 0.1, `asked after ${waited} ms`);
    since.set(event.worker, event.at);
    asked++;
  }
  assert.ok(asked >= 20);
}
