/** Symptoms that were once seen in map(), each by its test. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Clock, setClock } from "../../src/core/clock.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { HeldInput, WatchedInput } from "../fixtures/fake_inputs.ts";
import { FakeLauncher, quiesce } from "../fixtures/fake_launcher.ts";
import { scoped } from "../fixtures/scoped.ts";

const over = { done: true, value: undefined };

/** Resolves to "waits" if the promise needs time. */
async function now<T>(promise: Promise<T>): Promise<T | "waits"> {
  let outcome: T | "waits" = "waits";
  promise.then((value) => outcome = value, () => {});
  await quiesce();
  return outcome;
}

test("map() over an async input goes on when inputs are faster than tasks", async () => {
  // The bug is an endless loop of microtasks: an alarm that throws ends it.
  let alarms = 0;
  const clock: Clock = {
    now: () => 0,
    alarm() {
      if (++alarms > 15) throw new Error("endless loop");
      return () => {};
    },
  };
  setClock(clock);
  try {
    const launcher = new FakeLauncher();
    const input = new HeldInput();
    const results = launcher.map(input, { buffersize: 2 });
    await quiesce();
    input.give(0);
    await quiesce();
    const first = results.next(); // takes task 0 while the second input is awaited
    await quiesce();
    input.give(1);
    await quiesce();
    if (input.asked > 2) input.give(2), await quiesce();
    launcher.finish(0);
    assert.deepEqual(await first, { done: false, value: 0 });
    await quiesce();
    if (launcher.tasks.length < 3) input.give(2), await quiesce();
    for (const n of [1, 2]) {
      launcher.finish(n);
      assert.deepEqual(await results.next(), { done: false, value: n });
      await quiesce();
    }
    const fourth = results.next();
    await quiesce();
    assert.ok(input.asked >= 4, "the fourth input was never asked for");
    input.give(3);
    await quiesce();
    launcher.finish(3);
    assert.deepEqual(await fourth, { done: false, value: 3 });
  } finally {
    setClock();
  }
});

test("map() over an async input never has more in flight than buffersize", async () => {
  const launcher = new FakeLauncher();
  const input = new HeldInput();
  const results = launcher.map(input, { buffersize: 2 });
  await quiesce();
  input.give(0);
  await quiesce();
  const first = results.next();
  await quiesce();
  input.give(1);
  await quiesce();
  assert.equal(input.asked, 2, "a third input was asked for while two tasks are in flight");
  assert.ok(launcher.inFlight <= 2);
  launcher.finish(0);
  await first;
  await results.return();
});

test("next() over an async input yields what is done while the next input is awaited", async () => {
  const launcher = new FakeLauncher();
  const input = new HeldInput();
  const results = launcher.map(input);
  const first = results.next();
  await quiesce();
  input.give(0);
  await quiesce();
  launcher.finish(0);
  assert.deepEqual(await now(first), { done: false, value: 0 });
});

test("after return() while a chunk is awaited, next() is over", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3, 4], { chunksize: 2 });
  const waiting = results.next();
  await quiesce();
  await results.return();
  if (!launcher.tasks[0]!.future.done()) launcher.finishChunk(0);
  await waiting.catch(() => {});
  assert.deepEqual(await results.next(), over);
});

test("after return(), the error of an input is not heard of any more", async () => {
  const launcher = new FakeLauncher();
  function* faulty() {
    yield 0;
    throw new RangeError("no more");
  }
  const results = launcher.map(faulty(), { buffersize: 1 });
  launcher.finish(0);
  await results.next();
  await results.return();
  assert.deepEqual(await results.next(), over);
});

test("after return(), next() is over although an async input hangs", async () => {
  const results = new FakeLauncher().map(new HeldInput());
  await quiesce();
  await results.return();
  assert.deepEqual(await now(results.next()), over);
});

test(
  "after a timeout, next() is over although an async input hangs",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const results = new FakeLauncher().map(new HeldInput(), { timeout: 10 });
    const late = assert.rejects(results.next(), { name: "TimeoutError" });
    await quiesce();
    clock.advance(10);
    await late;
    const next = results.next();
    await quiesce();
    clock.advance(0);
    assert.deepEqual(await next, over);
  }),
);

test("return() ends a next() that waits, and cancels what it waits for", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2]);
  const waiting = results.next();
  await quiesce();
  await results.return();
  assert.deepEqual(launcher.cancelled, [true, true]);
  assert.deepEqual(await now(waiting), over);
});

test("a task that can't be started later closes the inputs", async () => {
  const launcher = new FakeLauncher();
  const input = new WatchedInput();
  const results = launcher.map(input, { buffersize: 1 });
  launcher.refuses = true;
  launcher.finish(0);
  await results.next();
  await assert.rejects(results.next(), { message: "refused" });
  assert.equal(input.closed, 1);
});

test("an input that has ended or thrown is not closed", () => {
  const ended = new WatchedInput(1);
  new FakeLauncher().map(ended);
  assert.equal(ended.closed, 0);
  const thrown = Object.assign(new WatchedInput(), {
    next: () => {
      throw new RangeError("no more");
    },
  });
  assert.throws(() => new FakeLauncher().map(thrown), { message: "no more" });
  assert.equal(thrown.closed, 0);
});

test("return() rejects, it doesn't throw, if an input can't be closed; the others are", async () => {
  const other = new WatchedInput();
  const bad = Object.assign(new WatchedInput(), {
    return: () => {
      throw new RangeError("stuck");
    },
  });
  const results = new FakeLauncher().map(bad, other, { buffersize: 1 });
  let returned: Promise<unknown> | undefined;
  assert.doesNotThrow(() => returned = results.return());
  await returned?.catch(() => {});
  assert.equal(other.closed, 1);
});

test("an input that can't be opened closes those opened before it", () => {
  const first = new WatchedInput();
  const bad = {
    [Symbol.iterator]() {
      throw new RangeError("locked");
    },
  };
  assert.throws(() => new FakeLauncher().map(first, bad), { message: "locked" });
  assert.equal(first.closed, 1);
});
