/** How a pool ends: in which order its workers go, and who waits for them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { errorOf, FakePool } from "../fixtures/fake_pool.ts";

const refusal = {
  name: "ExecutorShutdownError",
  message: "cannot schedule new futures after shutdown",
};

/** Whether a promise has resolved, once all that needs no time has happened. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  promise.then(() => over = true);
  for (let turn = 0; turn < 20; turn++) await undefined;
  return over;
}

test("shutdown() of a pool that never worked is over at once", async () => {
  const fake = new FakePool();
  await fake.pool.shutdown();
  await fake.pool.shutdown({ wait: false, cancelFutures: true });
  assert.throws(() => fake.submit(1), refusal);
});

test("shutdown() asks idle workers to leave, and waits until they have", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  fake.submit(1, 2);
  for (const worker of fake.workers) worker.ready();
  for (const worker of fake.workers) worker.finish();
  const down = fake.pool.shutdown();
  assert.deepEqual(fake.workers.map(({ log }) => log.at(-1)), ["exit", "exit"]);
  assert.equal(fake.refs, 2);
  fake.worker(0).exit();
  assert.equal(await isOver(down), false);
  fake.worker(1).exit();
  await down;
  assert.deepEqual(fake.workers.map(({ terminations }) => terminations), [[], []]);
});

test("shutdown() runs what is queued before any worker leaves", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2, 3);
  for (const worker of fake.workers) worker.ready();
  const down = fake.pool.shutdown();
  assert.throws(() => fake.submit(4), refusal);
  fake.worker(0).finish();
  assert.equal(fake.worker(0).tasks.length, 2);
  fake.worker(1).finish();
  assert.ok(fake.workers.every(({ log }) => !log.includes("exit")));
  fake.worker(0).finish("last");
  assert.equal(await futures[2], "last");
  for (const worker of fake.workers) {
    assert.equal(worker.log.at(-1), "exit");
    worker.exit();
  }
  await down;
});

test("shutdown() with a worker that starts gives it its task first", async () => {
  const fake = new FakePool();
  const [future] = fake.submit(1);
  const down = fake.pool.shutdown();
  assert.deepEqual(fake.worker(0).log, ["init"]);
  fake.worker(0).ready();
  fake.worker(0).finish("done");
  assert.deepEqual(fake.worker(0).log, ["init", "define", "task", "exit"]);
  fake.worker(0).exit();
  assert.equal(await future, "done");
  await down;
});

test("shutdown() asks a worker that starts for nobody to leave, and ends it not by force", async () => {
  const fake = new FakePool();
  fake.submit(1)[0]!.cancel();
  const down = fake.pool.shutdown();
  assert.deepEqual(fake.worker(0).log, ["init", "exit"]);
  fake.worker(0).ready();
  assert.deepEqual(fake.worker(0).log, ["init", "exit"]);
  fake.worker(0).exit();
  await down;
});

test("shutdown({ wait: false }) is over at once; what was submitted keeps the program alive", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2);
  for (const worker of fake.workers) worker.ready();
  await fake.pool.shutdown({ wait: false });
  assert.equal(fake.refs, 1);
  for (const worker of fake.workers) worker.finish("done");
  assert.equal(fake.refs, 0);
  assert.deepEqual(await Promise.all(futures), ["done", "done"]);
  assert.deepEqual(fake.workers.map(({ log }) => log.at(-1)), ["exit", "exit"]);
});

test("shutdown({ wait: false }) still replaces workers after maxTasksPerChild", async () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  const futures = fake.submit(1, 2, 3);
  await fake.pool.shutdown({ wait: false });
  for (const number of [0, 1, 2]) {
    assert.equal(fake.pool.workers, 1);
    fake.worker(number).ready();
    fake.worker(number).finish(number);
    fake.worker(number).exit();
  }
  assert.deepEqual(await Promise.all(futures), [0, 1, 2]);
  assert.equal(fake.pool.workers, 0);
  await fake.pool.shutdown();
});

test("all workers keep the program alive while shutdown() waits, later ones too", async () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  fake.submit(1, 2);
  const down = fake.pool.shutdown();
  assert.ok(fake.worker(0).isRef);
  fake.worker(0).ready();
  fake.worker(0).finish();
  assert.ok(fake.worker(0).isRef);
  fake.worker(0).exit();
  assert.ok(fake.worker(1).isRef);
  fake.worker(1).ready();
  fake.worker(1).finish();
  assert.equal(await isOver(down), false);
  fake.worker(1).exit();
  await down;
});

test("shutdown() twice at once is over for both, also after one without waiting", async () => {
  const fake = new FakePool();
  fake.submit(1);
  fake.worker(0).ready();
  await fake.pool.shutdown({ wait: false });
  const both = [fake.pool.shutdown(), fake.pool.shutdown()];
  fake.worker(0).finish();
  assert.deepEqual(await Promise.all(both.map(isOver)), [false, false]);
  fake.worker(0).exit();
  await Promise.all(both);
  assert.equal(fake.worker(0).log.filter((entry) => entry === "exit").length, 1);
});

test("shutdown({ cancelFutures: true }) cancels what no worker has begun", async () => {
  const fake = new FakePool();
  const [running, ...queued] = fake.submit(1, 2, 3);
  fake.worker(0).ready();
  const down = fake.pool.shutdown({ cancelFutures: true });
  assert.ok(queued.every((future) => future.cancelled()));
  assert.ok(running!.running());
  fake.worker(0).finish("done");
  assert.equal(fake.worker(0).log.at(-1), "exit");
  fake.worker(0).exit();
  await down;
  assert.equal(await running, "done");
});

test("shutdown({ cancelFutures: true }) after a shutdown() cancels the rest", async () => {
  const fake = new FakePool();
  const futures = fake.submit(1, 2);
  const down = fake.pool.shutdown();
  fake.pool.shutdown({ cancelFutures: true });
  assert.ok(futures.every((future) => future.cancelled()));
  assert.deepEqual(fake.worker(0).log, ["init", "exit"]);
  fake.worker(0).exit();
  await down;
});

test("a callback of a cancelled future can submit nothing any more", () => {
  const fake = new FakePool();
  const [first] = fake.submit(1, 2);
  let refused: unknown;
  first!.addDoneCallback(() => {
    try {
      fake.submit("again");
    } catch (error) {
      refused = error;
    }
  });
  fake.pool.shutdown({ wait: false, cancelFutures: true });
  assert.equal((refused as Error).name, "ExecutorShutdownError");
});

test("shutdown() of a broken pool waits for its workers to be gone", async () => {
  const fake = new FakePool({ maxWorkers: 3 });
  fake.submit(1, 2, 3);
  fake.worker(1).ready();
  fake.worker(0).exit({ code: 1 });
  const down = fake.pool.shutdown();
  assert.equal(fake.refs, 2);
  fake.worker(1).exit({ signal: "SIGKILL" });
  assert.equal(await isOver(down), false);
  fake.worker(2).online();
  assert.deepEqual(fake.worker(2).terminations, [true]);
  fake.worker(2).exit({ code: 1 });
  await down;
});

test("a break ends a shutdown() that waits", async () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2, 3);
  for (const worker of fake.workers) worker.ready();
  const down = fake.pool.shutdown();
  fake.worker(0).exit({ code: 1 });
  assert.ok(futures.every((future) => future.done()));
  fake.worker(1).exit({ code: 1 });
  await down;
});

test("terminate() fails what had begun and cancels what had not", async () => {
  const fake = new FakePool();
  const [running, queued] = fake.submit(1, 2);
  fake.worker(0).ready();
  const gone = fake.pool.terminate(false);
  assert.ok(queued!.cancelled());
  assert.deepEqual(fake.worker(0).terminations, [false]);
  assert.ok(running!.running());
  fake.worker(0).exit({ signal: "SIGTERM" });
  const { message } = await errorOf(running!);
  assert.match(message, /^pool_0 terminated abruptly by SIGTERM.*running: work$/);
  await gone;
  assert.equal(fake.workers.length, 1);
  assert.throws(() => fake.submit(3), refusal);
});

test("terminate() lets a result that was on its way arrive", async () => {
  const fake = new FakePool();
  const [running] = fake.submit(1);
  fake.worker(0).ready();
  const gone = fake.pool.terminate(true);
  fake.worker(0).finish("in time");
  fake.worker(0).exit({ signal: "SIGKILL" });
  assert.equal(await running, "in time");
  await gone;
});

test("terminate() ends a worker that starts right after it is online", async () => {
  const fake = new FakePool();
  const [future] = fake.submit(1);
  const gone = fake.pool.terminate(true);
  assert.ok(future!.cancelled());
  assert.deepEqual(fake.worker(0).terminations, []);
  fake.worker(0).online();
  assert.deepEqual(fake.worker(0).terminations, [true]);
  assert.equal(fake.worker(0).log.at(-1), "terminate");
  assert.equal(await isOver(gone), false);
  fake.worker(0).exit({ signal: "SIGKILL" });
  await gone;
});

test("terminate() waited for ever for a process that never came online", async () => {
  const fake = new FakePool();
  const [future] = fake.submit(1);
  fake.worker(0).endsEarly = true;
  const gone = fake.pool.terminate(true);
  assert.ok(future!.cancelled());
  assert.deepEqual(fake.worker(0).terminations, [true]);
  fake.worker(0).exit({ signal: "SIGKILL" });
  await gone;
});

test("terminate(true) after terminate(false) uses force", async () => {
  const fake = new FakePool();
  fake.submit(1);
  fake.worker(0).ready();
  const both = [fake.pool.terminate(false), fake.pool.terminate(true)];
  assert.deepEqual(fake.worker(0).terminations, [false, true]);
  fake.worker(0).exit({ signal: "SIGKILL" });
  await Promise.all(both);
});

test("terminate() replaces no worker, also after maxTasksPerChild", async () => {
  const fake = new FakePool({ maxWorkers: 2, maxTasksPerChild: 1 });
  fake.submit(1, 2, 3, 4);
  for (const worker of fake.workers) worker.ready();
  fake.worker(0).finish();
  const gone = fake.pool.terminate(false);
  for (const worker of fake.workers) worker.exit({ signal: "SIGTERM" });
  await gone;
  assert.equal(fake.workers.length, 2);
});

test("terminate() of a pool without workers is over at once", async () => {
  await new FakePool().pool.terminate(true);
});
