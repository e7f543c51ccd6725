/**
 * What arrives and can't be decoded, told by a worker that the test drives: runtimes differ in
 * which values that befalls.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokenThreadPool } from "../../src/core/errors.ts";
import { MessageDispatcher } from "../../src/pool/message_dispatcher.ts";
import type { WorkerEvents } from "../../src/pool/worker_handle.ts";
import { WorkerPool } from "../../src/pool/worker_pool.ts";
import type { Initializer } from "../../src/pool/worker_slot.ts";
import { errorOf, refTo, work } from "../fixtures/fake_pool.ts";
import { FakeWorker } from "../fixtures/fake_worker.ts";

const reason = new RangeError("no such version");

/** A worker that can also say what nobody understands. */
class Garbler extends FakeWorker {
  readonly #events: WorkerEvents;

  constructor(name: string, events: WorkerEvents) {
    super(name, events);
    this.#events = events;
  }

  garble(): void {
    this.#events.messageError(reason);
  }
}

function poolOfOne(initializer?: Initializer): { pool: WorkerPool; workers: Garbler[] } {
  const workers: Garbler[] = [];
  const pool = new WorkerPool({
    maxWorkers: 1,
    kind: "thread",
    namePrefix: "pool",
    initializer,
    spawn: (name, events) => {
      workers.push(new Garbler(name, events));
      return workers.at(-1)!;
    },
    createDispatcher: (events) => new MessageDispatcher(events),
    Broken: BrokenThreadPool,
  });
  return { pool, workers };
}

test("a result that can't be decoded fails its future, and its worker is replaced", async () => {
  const { pool, workers } = poolOfOne();
  const [first, second] = [1, 2].map((value) => pool.submit(work, [value], false));
  workers[0]!.ready();
  workers[0]!.garble();
  const error = await errorOf(first!);
  assert.equal(error.name, "DataCloneError");
  assert.equal(error.message, "Cannot receive the task's result: no such version");
  assert.ok(error.cause instanceof RangeError);
  assert.deepEqual(workers[0]!.terminations, [true]);
  assert.equal(second!.state, "PENDING");
  workers[0]!.exit();
  workers[1]!.ready();
  workers[1]!.finish("right");
  assert.equal(await second, "right");
});

test("what a worker says after rubbish is not taken for another task's result", async () => {
  const { pool, workers } = poolOfOne();
  const [first, second] = [1, 2].map((value) => pool.submit(work, [value], false));
  workers[0]!.ready();
  workers[0]!.garble();
  workers[0]!.finish("late");
  workers[0]!.exit();
  workers[1]!.ready();
  workers[1]!.finish("right");
  assert.equal((await errorOf(first!)).name, "DataCloneError");
  assert.equal(await second, "right");
});

test("an idle worker that says rubbish is replaced when there is work", async () => {
  const { pool, workers } = poolOfOne();
  const first = pool.submit(work, [1], false);
  workers[0]!.ready();
  workers[0]!.finish(1);
  workers[0]!.garble();
  workers[0]!.exit();
  assert.equal(await first, 1);
  const second = pool.submit(work, [2], false);
  workers[1]!.ready();
  workers[1]!.finish(2);
  assert.equal(await second, 2);
});

test("rubbish before a worker is ready breaks the pool, as its initializer's failure", async () => {
  const { pool, workers } = poolOfOne({ ref: refTo("initialize"), args: [] });
  const future = pool.submit(work, [1], false);
  workers[0]!.online();
  workers[0]!.garble();
  const error = await errorOf(future);
  assert.ok(error instanceof BrokenThreadPool);
  assert.match(
    error.message,
    /^A thread initializer failed in pool_0: DataCloneError: .*, .*pending: work$/,
  );
  const { cause } = error;
  assert.ok(cause instanceof DOMException);
  assert.equal(cause.name, "DataCloneError");
  assert.deepEqual(workers[0]!.terminations, [true]);
});

test("a pool that is shut down lets rubbish do no harm, and ends", async () => {
  const { pool, workers } = poolOfOne();
  const [first, second] = [1, 2].map((value) => pool.submit(work, [value], false));
  workers[0]!.ready();
  const down = pool.shutdown();
  workers[0]!.garble();
  workers[0]!.exit();
  workers[1]!.ready();
  workers[1]!.finish(2);
  assert.equal((await errorOf(first!)).name, "DataCloneError");
  assert.equal(await second, 2);
  workers[1]!.garble();
  workers[1]!.exit();
  await down;
  assert.equal(pool.workers, 0);
  assert.equal(workers.length, 2);
});

for (
  const rubbish of [{}, { type: "result" }, { type: "result", outcome: { ok: true, value: [] } }]
) {
  const text = JSON.stringify(rubbish);
  test(`${text} of a chunk's worker fails that one future, and replaces the worker`, async () => {
    const { pool, workers } = poolOfOne();
    const chunk = pool.submit(work, [[1, 2]], true);
    const next = pool.submit(work, [3], false);
    workers[0]!.ready();
    const task = workers[0]!.tasks.length;
    workers[0]!.say({ ...rubbish, task });
    const error = await errorOf(chunk);
    assert.match(
      error.message,
      /^Cannot receive the task's result: pool_0 sent what is no message of/,
    );
    assert.deepEqual(workers[0]!.terminations, [true]);
    workers[0]!.exit();
    workers[1]!.ready();
    workers[1]!.finish(4);
    assert.equal(await next, 4);
  });
}

test("a worker that says rubbish while it starts breaks its pool", async () => {
  const { pool, workers } = poolOfOne();
  const future = pool.submit(work, [1], false);
  workers[0]!.online();
  workers[0]!.say({ type: "failed", error: 7 });
  const { message } = await errorOf(future);
  assert.match(
    message,
    /^pool_0 sent what is no message of the pool's: .* pool is not usable anymore/,
  );
});

test("a second answer is not taken for the next task's", async () => {
  const { pool, workers } = poolOfOne();
  const [first, second] = [1, 2].map((value) => pool.submit(work, [value], false));
  workers[0]!.ready();
  const answer = (value: string, task: number) =>
    workers[0]!.say({ type: "result", outcome: { ok: true, value }, task });
  answer("first", 1);
  answer("again", 1);
  answer("early", 3);
  assert.equal(second!.state, "RUNNING");
  answer("second", 2);
  assert.deepEqual(await Promise.all([first, second]), ["first", "second"]);
});
