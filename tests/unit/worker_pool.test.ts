/** When workers start, what they are given, what keeps the program alive. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SafeMap } from "../../src/core/primordials.ts";
import { FakePool, refTo, work } from "../fixtures/fake_pool.ts";

test("submit() starts a worker a task, and never more than allowed", () => {
  const fake = new FakePool({ maxWorkers: 3 });
  assert.equal(fake.workers.length, 0);
  for (const count of [1, 2, 3, 3, 3]) {
    fake.submit(1);
    assert.equal(fake.workers.length, count);
  }
  assert.equal(fake.pool.workers, 3);
  assert.deepEqual(fake.workers.map(({ name }) => name), ["pool_0", "pool_1", "pool_2"]);
});

test("submit() counts a starting worker for one task only, whatever it is at", () => {
  const fake = new FakePool({ maxWorkers: 4 });
  fake.submit(1);
  fake.worker(0).online();
  fake.submit(2);
  assert.equal(fake.workers.length, 2);
  fake.worker(0).say({ type: "ready" });
  fake.submit(3);
  assert.equal(fake.workers.length, 3);
});

test("submit() starts no worker for a task that was cancelled meanwhile", () => {
  const fake = new FakePool({ maxWorkers: 4 });
  const [first] = fake.submit(1);
  assert.equal(first!.cancel(), true);
  fake.submit(2);
  assert.equal(fake.workers.length, 1);
});

test("submit() gives a task to an idle worker before it starts another", () => {
  const fake = new FakePool({ maxWorkers: 4 });
  fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.submit(2);
  assert.equal(fake.workers.length, 1);
  assert.deepEqual(fake.worker(0).tasks.map(({ args }) => args), [[1], [2]]);
  fake.submit(3);
  assert.equal(fake.workers.length, 2);
});

test("a worker is told its name, then tasks in the order submitted, one at a time", async () => {
  const fake = new FakePool();
  const futures = fake.submit("a", "b");
  const worker = fake.worker(0);
  assert.deepEqual(worker.posted, [{ type: "init", name: "pool_0" }]);
  worker.online();
  assert.equal(worker.tasks.length, 0);
  worker.say({ type: "ready" });
  assert.deepEqual(worker.log, ["init", "define", "task"]);
  assert.deepEqual(futures.map(({ state }) => state), ["RUNNING", "PENDING"]);
  worker.finish("A");
  assert.deepEqual(worker.log, ["init", "define", "task", "task"]);
  worker.fail(new RangeError("B"));
  assert.equal(await futures[0], "A");
  await assert.rejects(futures[1]!.result(), { name: "RangeError", message: "B" });
});

test("the initializer is defined and sent before anything else", () => {
  const ref = refTo("initialize");
  const fake = new FakePool({ initializer: { ref, args: [1, "a"] } });
  fake.submit(1);
  assert.deepEqual(fake.worker(0).posted, [
    { type: "define", ref: ref.id, reference: ref.reference },
    { type: "init", name: "pool_0", initializer: { ref: ref.id, args: [1, "a"] } },
  ]);
});

test("a done callback that submits gets the worker that is free again", () => {
  const fake = new FakePool({ maxWorkers: 4 });
  const [first] = fake.submit(1);
  first!.addDoneCallback(() => fake.submit(2));
  fake.worker(0).ready();
  fake.worker(0).finish();
  assert.equal(fake.workers.length, 1);
  assert.deepEqual(fake.worker(0).tasks.map(({ args }) => args), [[1], [2]]);
});

test("an argument that can't be sent fails its own future at once, and no other", async () => {
  const fake = new FakePool();
  const unsendable = () => {};
  const [first, bad, worse, last] = fake.submit(1, unsendable, unsendable, 2);
  fake.worker(0).ready();
  assert.deepEqual([first!.running(), bad!.done(), worse!.done()], [true, true, true]);
  fake.worker(0).finish();
  for (const future of [bad, worse]) {
    await assert.rejects(future!.result(0), {
      name: "DataCloneError",
      message: /^Cannot send an argument of work: /,
    });
  }
  assert.ok(last!.running());
  assert.equal(fake.workers.length, 1);
});

test("an argument that can't be sent to an idle worker fails within submit()", () => {
  const fake = new FakePool({ maxWorkers: 2 });
  fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  const [bad] = fake.submit(() => {});
  assert.ok(bad!.done());
  assert.equal(fake.refs, 0);
  assert.ok(fake.submit(2)[0]!.running());
  assert.equal(fake.workers.length, 1);
});

test("a callback of a future that couldn't be sent may submit", () => {
  const fake = new FakePool();
  const [first, bad] = fake.submit(1, () => {});
  bad!.addDoneCallback(() => fake.submit("again"));
  fake.worker(0).ready();
  fake.worker(0).finish();
  assert.ok(first!.done() && bad!.done());
  assert.deepEqual(fake.worker(0).tasks.map(({ args }) => args), [[1], ["again"]]);
});

test("cancel() takes back what was not sent, and nothing else", () => {
  const fake = new FakePool();
  const [running, queued, last] = fake.submit(1, 2, 3);
  assert.equal(running!.cancel(), true);
  fake.worker(0).ready();
  assert.ok(queued!.running());
  assert.equal(queued!.cancel(), false);
  assert.equal(last!.cancel(), true);
  fake.worker(0).finish("two");
  assert.equal(queued!.cancel(), false);
  assert.deepEqual(fake.worker(0).tasks.map(({ args }) => args), [[2]]);
  assert.equal(fake.refs, 0);
});

test("maxTasksPerChild asks a worker to leave, and replaces it once it is gone", () => {
  const fake = new FakePool({ maxTasksPerChild: 2 });
  const futures = fake.submit(1, 2, 3);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.worker(0).finish();
  assert.equal(fake.worker(0).log.at(-1), "exit");
  assert.equal(fake.workers.length, 1);
  fake.worker(0).exit();
  fake.worker(1).ready();
  assert.ok(futures[2]!.running());
  assert.deepEqual(fake.worker(0).terminations, []);
});

test("maxTasksPerChild replaces no worker that nobody needs", () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  fake.worker(0).exit();
  assert.equal(fake.workers.length, 1);
  assert.equal(fake.pool.workers, 0);
  fake.submit(2);
  assert.equal(fake.workers.length, 2);
});

test("maxTasksPerChild counts no task that couldn't be sent", () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  const [, last] = fake.submit(() => {}, 1);
  fake.worker(0).ready();
  assert.ok(last!.running());
});

test("a callback of a worker's last task that submits waits for its replacement", () => {
  const fake = new FakePool({ maxTasksPerChild: 1 });
  const [first] = fake.submit(1);
  first!.addDoneCallback(() => fake.submit(2));
  fake.worker(0).ready();
  fake.worker(0).finish();
  assert.equal(fake.workers.length, 1);
  assert.equal(fake.refs, 1);
  fake.worker(0).exit();
  assert.equal(fake.workers.length, 2);
  assert.deepEqual(fake.worker(0).log, ["init", "define", "task", "exit"]);
});

test("exactly one worker keeps the program alive while anything is pending", () => {
  const fake = new FakePool({ maxWorkers: 3 });
  assert.equal(fake.refs, 0);
  const futures = fake.submit(1, 2, 3, 4);
  assert.equal(fake.refs, 1);
  for (const worker of fake.workers) worker.ready();
  assert.equal(fake.refs, 1);
  for (const worker of fake.workers) worker.finish();
  assert.equal(fake.refs, 1);
  fake.workers.find((worker) => worker.tasks.length === 2)!.finish();
  assert.ok(futures.every((future) => future.done()));
  assert.equal(fake.refs, 0);
  fake.submit(5);
  assert.equal(fake.refs, 1);
});

test("a pool whose last pending task is cancelled keeps nothing alive", () => {
  const fake = new FakePool();
  const futures = fake.submit(1, 2);
  assert.equal(fake.refs, 1);
  for (const future of futures) future.cancel();
  assert.equal(fake.refs, 0);
});

test("another worker keeps the program alive once the one that did has left", () => {
  const fake = new FakePool({ maxWorkers: 2, maxTasksPerChild: 1 });
  fake.submit(1, 2, 3);
  const [first, second] = fake.workers;
  first!.ready();
  second!.ready();
  const [anchor, other] = first!.isRef ? [first!, second!] : [second!, first!];
  anchor.finish();
  assert.equal(fake.refs, 1);
  anchor.exit();
  assert.equal(fake.workers.filter((worker) => worker.isRef && worker !== anchor).length, 1);
  other.finish();
  fake.worker(2).ready();
  fake.worker(2).finish();
  assert.equal(fake.workers.filter((worker) => worker.isRef && worker !== anchor).length, 0);
});

test("a chunk's outcomes arrive as values and errors by position", async () => {
  const fake = new FakePool();
  const future = fake.pool.submit(work, [[1, 2]], true);
  fake.worker(0).ready();
  assert.equal(fake.worker(0).tasks[0]!.chunk, true);
  const error = [{ kind: "value", value: "thrown" }] as const;
  fake.worker(0).finish({ values: [1, undefined], errors: [[1, error]] });
  assert.deepEqual(await future, { values: [1, undefined], errors: new SafeMap([[1, "thrown"]]) });
});
