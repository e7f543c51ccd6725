/** What `map()` starts, when, and what its iterator yields: over tasks that the test settles. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { HeldInput, WatchedInput } from "../fixtures/fake_inputs.ts";
import { FakeLauncher, quiesce } from "../fixtures/fake_launcher.ts";
import { collectGarbage } from "../fixtures/collect_garbage.ts";
import { outcomes } from "../fixtures/outcomes.ts";

const over = { done: true, value: undefined };

test("map() yields in the order of its inputs, not of completion", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3]);
  assert.deepEqual(launcher.started, [[1], [2], [3]]);
  for (const number of [2, 0, 1]) launcher.finish(number);
  assert.deepEqual(await outcomes(results), [1, 2, 3]);
  assert.deepEqual(await results.next(), over);
});

test("map() zips its inputs; the shortest ends it", () => {
  const launcher = new FakeLauncher();
  launcher.map([1, 2, 3], new Set(["a", "b"]), "xyz");
  assert.deepEqual(launcher.tasks.map(({ calls }) => calls), [
    [[1, "a", "x"]],
    [[2, "b", "y"]],
  ]);
});

test("map() without inputs, or with an empty one, is over", async () => {
  const launcher = new FakeLauncher();
  for (const results of [launcher.map(), launcher.map([]), launcher.map([], { chunksize: 2 })]) {
    assert.deepEqual(await results.next(), over);
  }
  assert.deepEqual(launcher.tasks, []);
});

test("map() takes undefined in place of options", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1], undefined);
  launcher.finish(0);
  assert.deepEqual(await outcomes(results), [1]);
});

test("an error belongs to one next(), also one that is undefined or that cancels", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3, 4]);
  launcher.fail(0, undefined);
  launcher.finish(1);
  launcher.tasks[2]!.future.cancel();
  launcher.finish(3);
  await assert.rejects(results.next(), (error) => error === undefined);
  assert.deepEqual(await results.next(), { done: false, value: 2 });
  await assert.rejects(results.next(), { name: "CancelledError" });
  assert.deepEqual(await results.next(), { done: false, value: 4 });
  assert.deepEqual(await results.next(), over);
});

test("chunksize puts so many calls in a task; the last has the rest", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3, 4, 5], { chunksize: 2 });
  assert.deepEqual(launcher.started, [[1, 2], [3, 4], [5]]);
  for (const number of [1, 2, 0]) launcher.finishChunk(number);
  assert.deepEqual(await outcomes(results), [1, 2, 3, 4, 5]);
});

test('chunksize "auto" makes four chunks a worker of what tells its length or is taken at once', () => {
  const launcher = new FakeLauncher(2);
  function* counted() {
    for (let n = 0; n < 80; n++) yield n;
  }
  for (const input of [Array.from(counted()), new Set(counted()), counted()]) {
    launcher.tasks.length = 0;
    launcher.map(input, { chunksize: "auto" });
    assert.deepEqual(launcher.started.map((calls) => calls.length), new Array(8).fill(10));
  }
  launcher.tasks.length = 0;
  launcher.map(counted(), { chunksize: "auto", buffersize: 3 });
  assert.deepEqual(launcher.started, [[0], [1], [2]]);
});

test("an error in a chunk takes the place of its one value", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3], { chunksize: 3 });
  launcher.finishChunk(0, new Map([[1, new RangeError("two")]]));
  assert.deepEqual(await outcomes(results), [1, "RangeError: two", 3]);
});

test("a chunk that fails as a whole fails each of its calls", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3, 4, 5], { chunksize: 2 });
  launcher.finishChunk(0);
  launcher.fail(1, new Error("lost"));
  launcher.finishChunk(2);
  assert.deepEqual(await outcomes(results), [1, 2, "Error: lost", "Error: lost", 5]);
});

test("buffersize: an input is taken once the oldest task is done and asked for", async () => {
  const launcher = new FakeLauncher();
  const input = new WatchedInput();
  const results = launcher.map(input, { buffersize: 2 });
  assert.equal(input.taken, 2);
  launcher.finish(1);
  const first = results.next();
  await quiesce();
  assert.equal(input.taken, 2);
  launcher.finish(0);
  assert.deepEqual(await first, { done: false, value: 0 });
  assert.equal(input.taken, 3);
  await quiesce();
  assert.equal(input.taken, 3);
});

test("buffersize counts chunks, and is never exceeded", async () => {
  for (const chunksize of [1, 3]) {
    const launcher = new FakeLauncher();
    const results = launcher.map(new WatchedInput(30), { buffersize: 4, chunksize });
    const values: unknown[] = [];
    for (let task = 0; values.length < 30;) {
      assert.ok(launcher.inFlight <= 4);
      const next = results.next();
      await quiesce();
      assert.ok(launcher.inFlight <= 4);
      if (values.length % chunksize === 0) {
        if (chunksize === 1) launcher.finish(task++);
        else launcher.finishChunk(task++);
      }
      values.push((await next).value);
    }
    assert.deepEqual(values, Array.from({ length: 30 }, (_, n) => n));
    assert.deepEqual(await results.next(), over);
  }
});

test("next() called several times at once yields one value each, in order", async () => {
  for (const chunksize of [1, 2, 3]) {
    const launcher = new FakeLauncher();
    const results = launcher.map([1, 2, 3, 4], { chunksize });
    const all = Array.from({ length: 6 }, () => results.next());
    for (const number of launcher.tasks.keys()) {
      if (chunksize === 1) launcher.finish(number);
      else launcher.finishChunk(number);
    }
    const values = (await Promise.all(all)).map(({ value }) => value);
    assert.deepEqual(values, [1, 2, 3, 4, undefined, undefined]);
  }
});

test("an error goes to the next() whose turn it was", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2, 3]);
  const all = Promise.allSettled([results.next(), results.next(), results.next()]);
  for (const number of [2, 0]) launcher.finish(number);
  launcher.fail(1, new Error("two"));
  assert.deepEqual((await all).map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
});

test("an async input is taken as far as may be in flight", async () => {
  const launcher = new FakeLauncher(1);
  const input = new HeldInput();
  const results = launcher.map(input, [10, 20, 30, 40, 50, 60]);
  await quiesce();
  assert.equal(input.asked, 1);
  for (const n of [1, 2, 3, 4]) {
    input.give(n);
    await quiesce();
  }
  assert.equal(input.asked, 4);
  assert.deepEqual(launcher.tasks.map(({ calls }) => calls[0]), [[1, 10], [2, 20], [3, 30], [
    4,
    40,
  ]]);
  launcher.finish(0);
  assert.deepEqual(await results.next(), { done: false, value: 1 });
  await quiesce();
  assert.equal(input.asked, 5);
  await results.return();
});

test("an async input that ends, ends the results", async () => {
  const launcher = new FakeLauncher();
  const input = new HeldInput();
  const all = outcomes(launcher.map(input));
  for (const n of [1, 2]) {
    await quiesce();
    input.give(n);
  }
  await quiesce();
  input.end();
  await quiesce();
  for (const number of launcher.tasks.keys()) launcher.finish(number);
  assert.deepEqual(await all, [1, 2]);
});

test("promises among the inputs are awaited where an input is async", async () => {
  const launcher = new FakeLauncher();
  async function* words() {
    yield* await Promise.resolve(["a", "b"]);
  }
  const results = launcher.map(words(), [Promise.resolve(1), Promise.resolve(2)]);
  await quiesce();
  assert.deepEqual(launcher.tasks.map(({ calls }) => calls[0]), [["a", 1], ["b", 2]]);
  await results.return();
});

test("return() cancels what is left, and ends the iteration", async () => {
  for (const chunksize of [1, 2]) {
    const launcher = new FakeLauncher();
    const results = launcher.map([1, 2, 3, 4, 5, 6], { chunksize });
    if (chunksize === 1) launcher.finish(0);
    else launcher.finishChunk(0);
    await results.next();
    assert.deepEqual(await results.return(), over);
    assert.deepEqual(launcher.cancelled, launcher.tasks.map((_, number) => number > 0));
    assert.deepEqual(await results.next(), over);
    assert.deepEqual(await results.return(), over);
  }
});

test("break and await using end the iteration", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2]);
  launcher.finish(0);
  for await (const value of results) {
    assert.equal(value, 1);
    break;
  }
  assert.deepEqual(launcher.cancelled, [false, true]);
  const disposed = launcher.map([3]);
  await disposed[Symbol.asyncDispose]();
  assert.deepEqual(launcher.cancelled, [false, true, true]);
});

test("an iterator keeps nothing of what it has yielded", async () => {
  for (const chunksize of [1, 8]) {
    const launcher = new FakeLauncher();
    const results = launcher.map(new WatchedInput(64), { buffersize: 2, chunksize });
    const yielded: WeakRef<object>[] = [];
    while (yielded.length < 48) {
      if (yielded.length % chunksize === 0) {
        const { calls, future } = launcher.tasks.shift()!;
        const values = calls.map(([value]) => ({ value }));
        future.setResult((chunksize === 1 ? values[0] : { values, errors: new Map() }) as never);
      }
      yielded.push(new WeakRef((await results.next()).value as object));
    }
    await collectGarbage();
    const kept = yielded.filter((value) => value.deref() !== undefined);
    // Not none: a collector may take any word of the stack for a reference.
    assert.ok(kept.length < 12, `${kept.length} of ${yielded.length}`);
    await results.return();
  }
});
