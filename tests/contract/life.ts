/** How a pool begins, ends and breaks, on every kind of worker. */

import assert from "node:assert/strict";
import process from "node:process";
import type { Future } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

export function lifeContract(kind: Kind): void {
  const { create, Broken } = kind;
  const test = testsOf(kind);
  const errorsOf = (futures: Future[]) => Promise.all(futures.map((future) => future.exception()));

  test("maxWorkers must be a positive integer", () => {
    for (
      const maxWorkers of [0, -1, 1.5, NaN, "4" as unknown as number, null as unknown as number]
    ) {
      const expected = { name: "RangeError", message: "maxWorkers must be greater than 0" };
      assert.throws(() => create(maxWorkers), expected);
      assert.throws(() => create({ maxWorkers }), expected);
    }
    assert.equal(create(3).maxWorkers, 3);
    assert.ok(create().maxWorkers >= 1);
  });

  test("options are checked at construction", () => {
    const make = (options: object) => () => create(options);
    assert.throws(make({ initializer: 5 }), { name: "TypeError", message: /must be a function/ });
    assert.throws(make({ initializer: (() => {}).bind(null) }), { name: "TypeError" });
    assert.throws(make({ maxTasksPerChild: 0 }), { name: "RangeError", message: /must be >= 1/ });
    assert.throws(make({ maxTasksPerChild: 1.5 }), { name: "TypeError", message: /integer/ });
  });

  test("submit() and map() throw after shutdown()", async () => {
    const executor = create(1);
    await executor.shutdown();
    const expected = {
      name: "ExecutorShutdownError",
      message: "cannot schedule new futures after shutdown",
    };
    assert.throws(() => executor.submit(tasks.pow, 2, 2), expected);
    assert.throws(() => executor.map(tasks.identity, [1]), expected);
    assert.throws(() => executor.map(tasks.identity, [1], { buffersize: 1 }), expected);
    await executor.shutdown();
  });

  test("two tasks of one turn start the second worker, also if one is waiting already", async (use) => {
    for (let round = 0; round < 10; round++) {
      const gate = use(await Gate.make());
      const executor = use(create(2));
      await executor.submit(tasks.identity, 0);
      const futures = [1, 2].map((n) => executor.submit(tasks.hold, gate.port, n));
      await gate.arrived(2);
      gate.open();
      assert.deepEqual(await Promise.all(futures), [1, 2]);
      await executor.shutdown();
    }
  });

  test("shutdown({ wait: false }) returns at once and runs what was submitted", async (use) => {
    const gate = use(await Gate.make());
    const executor = create(1);
    const futures = [1, 2].map((n) => executor.submit(tasks.hold, gate.port, n));
    await executor.shutdown({ wait: false });
    assert.ok(!futures[0]!.done());
    gate.open();
    assert.deepEqual(await Promise.all(futures), [1, 2]);
    await executor.shutdown();
  });

  test("submit().cancel() before shutdown() leaves nothing to wait for", async () => {
    const executor = create(1);
    executor.submit(tasks.pow, 2, 2).cancel();
    await executor.shutdown();
  });

  test("shutdown() of a pool that never worked returns", async () => {
    await create(2).shutdown();
    await create(2).shutdown({ wait: false, cancelFutures: true });
  });

  test("the initializer runs first in each worker, with its arguments, awaited", async (use) => {
    const executor = use(create({
      maxWorkers: 1,
      initializer: tasks.initialize,
      initargs: [1, "a"],
    }));
    assert.deepEqual(await executor.submit(tasks.initializedWith), [1, "a"]);
    const later = use(create({
      maxWorkers: 1,
      initializer: tasks.initializeLater,
      initargs: [7],
    }));
    assert.deepEqual(await later.submit(tasks.initializedWith), [7]);
  });

  test("an initializer's argument that can't be cloned breaks the pool", async () => {
    const executor = create({ maxWorkers: 1, initializer: tasks.initialize, initargs: [() => {}] });
    assert.ok(await executor.submit(tasks.pow, 2, 2).exception() instanceof Broken);
    await executor.shutdown();
  });

  test("a worker that exits breaks the pool: no future is left", async (use) => {
    const gate = use(await Gate.make());
    const executor = create(2);
    const running = executor.submit(tasks.hold, gate.port, 1);
    await gate.arrived(1);
    const dying = executor.submit(tasks.exit, 3);
    const queued = [1, 2, 3].map((n) => executor.submit(tasks.hold, gate.port, n));
    const all = [running, dying, ...queued];
    const errors = await errorsOf(all) as Error[];
    for (const error of errors) {
      assert.ok(error instanceof Broken);
      assert.match(error.message, /_\d terminated abruptly with exit code \d/);
      assert.ok(error.message.includes(` ${kind.exitCode ?? 3} `), error.message);
    }
    assert.equal(new Set(errors).size, all.length);
    assert.match(errors[1]!.message, /running: exit$/);
    assert.match(errors[4]!.message, /pending: hold$/);
    assert.throws(() => executor.submit(tasks.pow, 2, 2), Broken);
    await executor.shutdown();
  });

  test("an error that nothing caught breaks the pool, as its cause", async () => {
    const executor = create(1);
    const error = await executor.submit(tasks.throwFromTimer, "out of a timer").exception();
    assert.ok(error instanceof Broken);
    assert.ok(error.cause instanceof RangeError);
    assert.equal(error.cause.message, "out of a timer");
    await executor.shutdown();
  });

  test("maxTasksPerChild replaces a worker after so many tasks", async (use) => {
    const executor = use(create({ maxWorkers: 1, maxTasksPerChild: 2 }));
    const counts = await Array.fromAsync(executor.map(tasks.count, [1, 2, 3, 4, 5]));
    assert.deepEqual(counts, [1, 2, 1, 2, 1]);
  });

  if (kind.isProcess) {
    test("no process is left behind by shutdown() or by a broken pool", async (use) => {
      const gone: number[] = [];
      for (const ending of [() => 0, tasks.exit]) {
        const gate = use(await Gate.make());
        const executor = create(2);
        const held = [1, 2].map(() => executor.submit(tasks.holdAndTellProcess, gate.port));
        await gate.arrived(2);
        gate.open();
        gone.push(...await Promise.all(held));
        await executor.submit(ending, 3).exception();
        await executor.shutdown();
      }
      assert.equal(new Set(gone).size, 4);
      for (const pid of gone) assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
    });
  }
}
