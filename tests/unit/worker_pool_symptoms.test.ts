/** Symptoms that were once seen in pools, each by its test. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { argsOf, type WorkItem } from "../../src/pool/work_item.ts";
import { transfer } from "../../src/wire/transfer.ts";
import { errorsOf, FakePool } from "../fixtures/fake_pool.ts";

test("cancelFutures cancels all, although a callback cancels the next one in the queue", () => {
  const fake = new FakePool();
  const futures = fake.submit(1, 2, 3, 4);
  futures[0]!.addDoneCallback(() => futures[1]!.cancel());
  fake.pool.shutdown({ wait: false, cancelFutures: true });
  assert.deepEqual(futures.map((future) => future.cancelled()), [true, true, true, true]);
});

test("an outcome that can't be decoded fails its future, and nothing else", () => {
  class Odd extends DOMException {
    override readonly code = 5;
  }
  const fake = new FakePool();
  const [future] = fake.submit(1);
  fake.worker(0).ready();
  assert.doesNotThrow(() => fake.worker(0).fail(new Odd("text", "AbortError")));
  assert.ok(future!.done());
});

test("a callback of a future that a death failed can't submit: the pool is broken by then", () => {
  const fake = new FakePool({ maxWorkers: 2 });
  const futures = fake.submit(1, 2);
  for (const worker of fake.workers) worker.ready();
  fake.worker(1).finish();
  const outcome: unknown[] = [];
  futures[0]!.addDoneCallback(() => {
    try {
      outcome.push(fake.submit("retry")[0]);
    } catch (error) {
      outcome.push((error as Error).name);
    }
  });
  fake.worker(0).exit({ code: 1 });
  assert.deepEqual(outcome, ["BrokenThreadPool"]);
  assert.deepEqual(fake.worker(1).tasks.length, 1, "the retry began on a worker that is killed");
});

test("what a worker's program says on its own is not the pool's trouble", () => {
  const fake = new FakePool();
  fake.submit(1);
  fake.worker(0).ready();
  for (const message of [null, undefined, "ready", 5]) {
    assert.doesNotThrow(() => fake.worker(0).say(message as never));
  }
});

test("a future that somebody finished by hand keeps no other from being settled", async () => {
  const fake = new FakePool();
  const futures = fake.submit(1, 2, 3);
  fake.worker(0).ready();
  futures[1]!.setResult("by hand");
  assert.doesNotThrow(() => fake.worker(0).exit({ code: 1 }));
  assert.ok(futures.every((future) => future.done()));
  assert.match((await errorsOf([futures[2]!]))[0]!.message, /code 1/);
});

test("two arguments of one buffer may both be marked with it", async () => {
  const fake = new FakePool();
  const memory = new ArrayBuffer(8);
  const views = [new Uint8Array(memory, 0, 4), new Uint8Array(memory, 4)];
  const [future] = fake.submit(1);
  fake.worker(0).ready();
  fake.worker(0).finish();
  await future;
  const both = fake.pool.submit(
    { id: -1000, reference: { kind: "export", module: "m", name: "f" } },
    views.map((view) => transfer(view, [memory])),
    false,
  );
  assert.ok(both.running());
});

test("who holds a future that is done holds no arguments", () => {
  const fake = new FakePool();
  const futures = fake.submit(1, 2, 3);
  fake.worker(0).ready();
  fake.worker(0).finish();
  futures[2]!.cancel();
  fake.worker(0).exit({ code: 1 });
  assert.ok(futures.every((future) => future.done()));
  assert.deepEqual(futures.map((future) => argsOf(future as WorkItem)), [[], [], []]);
});

test("a pool's future shows nothing of the pool, and has nothing of it to call", () => {
  const fake = new FakePool();
  const [, waiting] = fake.submit(1, 2);
  assert.deepEqual(Object.keys(waiting!), []);
  assert.deepEqual(Reflect.ownKeys(waiting!), []);
  assert.equal(waiting!.constructor.name, "Future");
  for (const inner of ["ref", "place", "previous", "next", "args", "settle", "fail", "left"]) {
    assert.equal(inner in waiting!, false, inner);
  }
});

test("JSON.stringify() gives the text of a future that waits among others", () => {
  const fake = new FakePool();
  const [, second, third] = fake.submit(1, 2, 3);
  const logged = JSON.parse(JSON.stringify({ second, all: [third] }));
  assert.deepEqual(logged, { second: String(second), all: [String(third)] });
  assert.match(logged.second, /^<Future at 0x[0-9a-f]+ state=pending>$/);
});
