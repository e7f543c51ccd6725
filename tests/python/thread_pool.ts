/** CPython's `test_thread_pool.py`. */

import assert from "node:assert/strict";
import { TimeoutError } from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { quiesce } from "../fixtures/fake_launcher.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks, threads } from "../fixtures/kinds.ts";
import { core } from "./core.ts";
import type { Contract } from "./port.ts";
import { StartedWorkers } from "./started_workers.ts";

const range10 = Array.from({ length: 10 }, (_, number) => number);

/** Runs `body` on a machine that seems to have so many CPUs. */
function withCpus(count: number, body: () => void): void {
  Object.defineProperty(navigator, "hardwareConcurrency", { value: count, configurable: true });
  try {
    body();
  } finally {
    delete (navigator as { hardwareConcurrency?: number }).hardwareConcurrency;
  }
}

export const threadPoolContract: Contract = (port, kind) => {
  const { create } = kind;

  port(
    "ThreadPoolExecutorTest.test_map_submits_without_iteration",
    "map() runs everything, though nobody takes the results",
    async () => {
      const executor = create(2);
      const finished = new Int32Array(new SharedArrayBuffer(4 * range10.length));
      const record = (finished: Int32Array, n: number) => Atomics.add(finished, n, 1);
      executor.map(record, range10.map(() => finished), range10);
      await executor.shutdown();
      assert.deepEqual([...finished], range10.map(() => 1));
    },
  );

  port(
    "ThreadPoolExecutorTest.test_executor_map_current_future_cancel",
    "map() that is over in time begins nothing any more",
    async (use) => {
      const clock = use(new FakeClock());
      const gate = use(await Gate.make());
      const executor = create(1);
      const first = executor.submit(tasks.hold, gate.port, "first");
      await gate.arrived(1);
      const ports = [gate.port, gate.port];
      const results = executor.map(tasks.hold, ports, ["second", "third"], { timeout: 0 });
      const late = assert.rejects(results.next(), TimeoutError);
      await quiesce();
      clock.advance(0);
      await late;
      await results.return();
      gate.open();
      assert.equal(await first.result(), "first");
      await executor.shutdown();
      assert.equal(gate.arrivals, 1);
    },
  );

  if (kind !== threads) return;

  port(
    "ThreadPoolExecutorTest.test_default_workers",
    "there are four threads more than CPUs, 32 at most",
    () => {
      assert.equal(create().maxWorkers, Math.min(32, navigator.hardwareConcurrency + 4));
      for (const [cpus, workers] of [[1, 5], [27, 31], [28, 32], [29, 32]] as const) {
        withCpus(cpus, () => assert.equal(create().maxWorkers, workers));
      }
    },
  );

  port(
    "ThreadPoolExecutorTest.test_saturation",
    "many tasks start as many threads as are allowed",
    async (use) => {
      const started = use(new StartedWorkers());
      const gate = use(await Gate.make());
      const executor = create(4);
      const futures = Array.from(
        { length: 60 },
        (_, n) => executor.submit(tasks.hold, gate.port, n),
      );
      assert.equal(started.count, 4);
      await gate.arrived(4);
      gate.open();
      await executor.shutdown();
      assert.equal(started.count, 4);
      assert.ok(futures.every((future) => future.done()));
    },
  );

  port(
    "ThreadPoolExecutorTest.test_idle_thread_reuse",
    "an idle thread is used before another one starts",
    async (use) => {
      const started = use(new StartedWorkers());
      const executor = use(create());
      assert.ok(executor.maxWorkers > 1);
      assert.equal(await executor.submit(core.mul, 21, 2), 42);
      assert.equal(await executor.submit(core.mul, 6, 7), 42);
      assert.equal(await executor.submit(core.mul, 3, 14), 42);
      assert.equal(started.count, 1);
    },
  );
};
