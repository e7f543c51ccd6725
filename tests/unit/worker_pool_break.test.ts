/** What breaks a pool: every item is settled, once, with an error of its own that says why. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokenThreadPool } from "../../src/core/errors.ts";
import { errorOf, errorsOf, FakePool, refTo } from "../fixtures/fake_pool.ts";

const broken = { name: "BrokenThreadPool", message: /the thread pool is not usable anymore$/ };

test("a worker that exits fails all that is running or pending, each by its own error", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2, 3);
  let settlements = 0;
  for (const future of futures) future.addDoneCallback(() => settlements++);
  for (const worker of fake.workers) worker.ready();
  fake.worker(1).exit({ code: 3 });
  const errors = await errorsOf(futures);
  const text = "pool_1 terminated abruptly with exit code 3 while it ran work, " +
    "the thread pool is not usable anymore";
  assert.deepEqual(errors.map(({ message }) => message).sort(), [
    `${text}; the future was pending: work`,
    `${text}; the future was running: work`,
    `${text}; the future was running: work`,
  ]);
  assert.equal(new Set(errors).size, 3);
  assert.ok(errors.every((error) => error instanceof BrokenThreadPool));
  assert.equal(settlements, 3);
  assert.equal(fake.refs, 0);
});

test("a worker that exits has the others ended; what they still say is not heard", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2);
  for (const worker of fake.workers) worker.ready();
  fake.worker(0).exit({ code: 0 });
  assert.deepEqual(fake.worker(1).terminations, [true]);
  fake.worker(1).finish("late");
  fake.worker(1).exit({ signal: "SIGKILL" });
  for (const error of await errorsOf(futures)) assert.match(error.message, /^pool_0 .*code 0/);
  assert.equal(fake.pool.workers, 0);
});

test("the message tells the signal, an unknown code, and the task's name", async () => {
  for (
    const [reason, text] of [
      [{ signal: "SIGSEGV" }, "by SIGSEGV"],
      [{ code: 0 }, "with exit code 0"],
      [{}, "with exit code unknown"],
    ] as const
  ) {
    const fake = new FakePool({ kind: "process" });
    const future = fake.pool.submit(refTo("resize"), [], false);
    fake.worker(0).ready();
    fake.worker(0).exit(reason);
    assert.equal(
      (await errorOf(future)).message,
      `pool_0 terminated abruptly ${text} while it ran resize, ` +
        "the process pool is not usable anymore; the future was running: resize",
    );
  }
});

test("the error that ended a worker is the cause, its own words before the runtime's", async () => {
  const told = new FakePool();
  const [one] = told.submit(1);
  told.worker(0).ready();
  told.worker(0).exit({ code: 1, error: new RangeError("out of memory") });
  assert.equal(((await errorOf(one!)).cause as Error).message, "out of memory");

  const crashed = new FakePool();
  const [two] = crashed.submit(1);
  crashed.worker(0).ready();
  crashed.worker(0).crash(new SyntaxError("last words"));
  const { cause } = await errorOf(two!);
  assert.ok(cause instanceof SyntaxError);
  assert.equal(cause.message, "last words");

  const silent = new FakePool();
  const [three] = silent.submit(1);
  silent.worker(0).exit({ code: 1 });
  assert.ok(!("cause" in await errorOf(three!)));
});

test("a falsy value that nothing caught is a cause too", async () => {
  const fake = new FakePool();
  const [future] = fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).crash(undefined);
  const error = await errorOf(future!);
  assert.ok("cause" in error && error.cause === undefined);
});

test("a worker that exits while it starts breaks the pool", async () => {
  for (const isOnline of [false, true]) {
    const fake = new FakePool();
    const futures = fake.submit(1, 2);
    if (isOnline) fake.worker(0).online();
    fake.worker(0).exit({ code: 9 });
    for (const error of await errorsOf(futures)) assert.match(error.message, /code 9.*pending/);
    assert.equal(fake.workers.length, 1);
  }
});

test("a worker that exits while it is idle breaks the pool", () => {
  const fake = new FakePool();
  fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.worker(0).exit({ code: 0 });
  assert.throws(() => fake.submit(2), {
    name: "BrokenThreadPool",
    message: "pool_0 terminated abruptly with exit code 0 while it was idle, " +
      "the thread pool is not usable anymore",
  });
});

test("submit() after a break throws the same reason, an error of its own each time", () => {
  const fake = new FakePool();
  fake.submit(1);
  fake.worker(0).crash(new RangeError("why"));
  const errors = [1, 2].map((n) => {
    try {
      return fake.submit(n);
    } catch (error) {
      return error as Error;
    }
  });
  assert.equal(new Set(errors).size, 2);
  for (const error of errors as Error[]) {
    assert.ok(error instanceof BrokenThreadPool);
    assert.equal((error.cause as Error).message, "why");
  }
});

test("the first reason stays when another worker ends after it", () => {
  const fake = new FakePool({ maxWorkers: 2 });
  fake.submit(1, 2);
  fake.worker(0).exit({ code: 1 });
  fake.worker(1).exit({ code: 2 });
  assert.throws(() => fake.submit(3), /^BrokenThreadPool: pool_0 .* code 1 /);
});

test("an initializer that fails breaks the pool, with its error as cause", async () => {
  const initializer = { ref: refTo("initialize"), args: [] };
  const fake = new FakePool({ maxWorkers: 2, initializer });
  const futures = fake.submit(1, 2, 3);
  fake.worker(0).ready();
  fake.worker(1).online();
  fake.worker(1).failToInitialize(new RangeError("no database"));
  const errors = await errorsOf(futures);
  const text = "A thread initializer failed in pool_1: RangeError: no database, " +
    "the thread pool is not usable anymore";
  assert.deepEqual(errors.map(({ message }) => message), [
    `${text}; the future was running: work`,
    `${text}; the future was pending: work`,
    `${text}; the future was pending: work`,
  ]);
  for (const { cause } of errors) {
    assert.ok(cause instanceof RangeError);
    assert.equal(cause.message, "no database");
  }
  assert.deepEqual(fake.workers.map(({ terminations }) => terminations), [[true], [true]]);
  assert.throws(() => fake.submit(4), broken);
});

test("an initializer that fails in all workers breaks the pool once", async () => {
  const initializer = { ref: refTo("initialize"), args: [] };
  const fake = new FakePool({ maxWorkers: 2, initializer });
  const futures = fake.submit(1, 2);
  for (const worker of fake.workers) worker.online();
  for (const worker of fake.workers) worker.failToInitialize(new Error(worker.name));
  for (const { cause } of await errorsOf(futures)) assert.equal((cause as Error).message, "pool_0");
  assert.throws(() => fake.submit(3), /^BrokenThreadPool: A thread initializer failed in pool_0/);
});

test("an initializer's argument that can't be sent breaks the pool", async () => {
  const initializer = { ref: refTo("initialize"), args: [() => {}] };
  const fake = new FakePool({ maxWorkers: 2, initializer });
  const [future] = fake.submit(1);
  assert.match((await errorOf(future!)).message, /^pool_0 could not be started/);
  assert.throws(() => fake.submit(2), broken);
  assert.equal(fake.workers.length, 1);
  assert.deepEqual(fake.worker(0).terminations, []);
  fake.worker(0).online();
  assert.deepEqual(fake.worker(0).terminations, [true]);
});

test("a worker that can't be started breaks the pool", async () => {
  const fake = new FakePool();
  fake.refuses = true;
  const [future] = fake.submit(1);
  const error = await errorOf(future!);
  assert.equal(
    error.message,
    "pool_0 could not be started (Error: no room), the thread pool is not usable anymore" +
      "; the future was pending: work",
  );
  assert.equal((error.cause as Error).message, "no room");
  assert.throws(() => fake.submit(2), broken);
  await fake.pool.shutdown();
});

test("a second worker that can't be started harms nobody: the first one does its work", async () => {
  for (const isToldLate of [false, true]) {
    const fake = new FakePool({ maxWorkers: 2 });
    const [first] = fake.submit(1);
    fake.worker(0).ready();
    fake.refuses = !isToldLate;
    const [second] = fake.submit(2);
    if (isToldLate) fake.worker(1).exit({ error: new Error("no room") });
    assert.deepEqual(fake.worker(0).terminations, []);
    fake.worker(0).finish("one");
    fake.worker(0).finish("two");
    assert.deepEqual([await first, await second], ["one", "two"]);
    assert.equal(fake.refs, 0);
  }
});

test("a worker that can't be started is tried again when 1, 2, 4 … tasks have left", () => {
  const fake = new FakePool({ maxWorkers: 2 });
  fake.submit(0);
  fake.worker(0).ready();
  fake.refuses = true;
  const tries: number[] = [];
  for (let task = 1; task < 32; task++) {
    const before = fake.refusals;
    fake.submit(task);
    if (fake.refusals > before) tries.push(task);
    fake.worker(0).finish();
  }
  assert.deepEqual(tries, [1, 2, 4, 8, 16]);
  fake.refuses = false;
  fake.submit(32);
  assert.equal(fake.workers.length, 2);
});

test("workers that all can't be started break the pool, the last one's error is the cause", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2);
  for (const worker of fake.workers) {
    worker.exit({ error: new Error(`no room for ${worker.name}`) });
  }
  for (const error of await errorsOf(futures)) {
    assert.match(error.message, /^pool_1 could not be started \(Error: no room for pool_1\)/);
  }
  assert.throws(() => fake.submit(3), broken);
});

test("what an ended worker leaves is room for the one that couldn't be started", () => {
  const fake = new FakePool({ maxWorkers: 2, maxTasksPerChild: 1 });
  fake.submit(1);
  fake.worker(0).ready();
  fake.refuses = true;
  fake.submit(2, 3, 4);
  fake.refuses = false;
  fake.worker(0).finish();
  fake.worker(0).exit();
  assert.equal(fake.workers.length, 3);
});

test("a worker that can't be replaced after maxTasksPerChild breaks the pool", async () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  const [first, second] = fake.submit(1, 2);
  fake.worker(0).ready();
  fake.worker(0).finish("done");
  fake.refuses = true;
  const down = fake.pool.shutdown();
  fake.worker(0).exit();
  assert.equal(await first, "done");
  assert.match((await errorOf(second!)).message, /^pool_1 could not be started/);
  await down;
});

test("a replacement that dies while it starts breaks the pool", async () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  const [, second] = fake.submit(1, 2);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.worker(0).exit();
  fake.worker(1).exit({ code: 4 });
  assert.match((await errorOf(second!)).message, /^pool_1 .* code 4.*pending/);
});

test("a worker that leaves as it was asked to breaks nothing, whatever its code", () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.worker(0).crash(new Error("on the way out"));
  assert.ok(!fake.submit(2)[0]!.done());
});

test("a break ends a worker that is not online right after it is, and not before", () => {
  const fake = new FakePool({ maxWorkers: 2 });
  fake.submit(1, 2);
  fake.worker(0).exit({ code: 1 });
  assert.deepEqual(fake.worker(1).terminations, []);
  fake.worker(1).online();
  assert.deepEqual(fake.worker(1).terminations, [true]);
  assert.deepEqual(fake.worker(1).log, ["init", "terminate"]);
  fake.worker(1).say({ type: "ready" });
  assert.equal(fake.worker(1).tasks.length, 0);
});

test("a callback of a broken future can cancel no other and start no worker", async () => {
  const fake = new FakePool({ maxWorkers: 1 });
  const futures = fake.submit(1, 2, 3);
  const results: unknown[] = [];
  futures[0]!.addDoneCallback(() => results.push(futures[1]!.cancel(), futures[2]!.cancel()));
  fake.worker(0).ready();
  fake.worker(0).failToInitialize(new Error("late"));
  assert.deepEqual(results, [false, false]);
  for (const error of await errorsOf(futures)) assert.equal(error.name, "BrokenThreadPool");
  fake.worker(0).exit({ code: 1 });
  assert.equal(fake.workers.length, 1);
});
