/** What `map()` does to its inputs: which are closed, and when; what their errors become. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf } from "../../src/core/map_inputs.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { HeldInput, WatchedInput } from "../fixtures/fake_inputs.ts";
import { FakeLauncher, quiesce } from "../fixtures/fake_launcher.ts";
import { scoped } from "../fixtures/scoped.ts";

const over = { done: true, value: undefined };

function* faulty(count: number): Generator<number> {
  for (let n = 0; n < count; n++) yield n;
  throw new RangeError("no more");
}

const asIs = (argument: unknown) => argument;

test("an input that throws within the call throws there, and cancels what was started", () => {
  for (const chunksize of [1, 2]) {
    const launcher = new FakeLauncher();
    const other = new WatchedInput();
    assert.throws(() => launcher.map(faulty(4), other, { chunksize }), { message: "no more" });
    assert.deepEqual(launcher.cancelled, launcher.tasks.map(() => true));
    assert.equal(launcher.tasks.length, 4 / chunksize);
    assert.equal(other.closed, 1);
  }
});

test('an input that throws before "auto" has counted it starts nothing', () => {
  const launcher = new FakeLauncher();
  assert.throws(() => launcher.map(faulty(4), { chunksize: "auto" }), { message: "no more" });
  assert.deepEqual(launcher.tasks, []);
});

test("an input that throws later is heard of after the results before it", async () => {
  const launcher = new FakeLauncher();
  const other = new WatchedInput();
  const results = launcher.map(faulty(3), other, { buffersize: 2 });
  for (const number of [0, 1, 2]) {
    launcher.finish(number);
    assert.deepEqual(await results.next(), { done: false, value: number });
  }
  await assert.rejects(results.next(), { name: "RangeError", message: "no more" });
  assert.deepEqual(await results.next(), over);
  assert.equal(other.closed, 1);
});

test("an async input that throws is heard of after the results before it", async () => {
  const launcher = new FakeLauncher();
  async function* faultyLater() {
    yield* await Promise.resolve([0, 1]);
    throw new RangeError("no more");
  }
  const results = launcher.map(faultyLater());
  await quiesce();
  for (const number of [0, 1]) launcher.finish(number);
  for (const value of [0, 1]) assert.deepEqual(await results.next(), { done: false, value });
  await assert.rejects(results.next(), { name: "RangeError", message: "no more" });
  assert.deepEqual(await results.next(), over);
});

test("a task that can't be started within the call throws there, and closes the inputs", () => {
  const launcher = new FakeLauncher();
  const input = new WatchedInput();
  launcher.refuses = true;
  assert.throws(() => launcher.map(input), { message: "refused" });
  assert.equal(input.closed, 1);
});

test("a task that can't be started later is heard of after the results before it", async () => {
  const launcher = new FakeLauncher();
  const results = launcher.map(new WatchedInput(), { buffersize: 2 });
  launcher.refuses = true;
  for (const number of [0, 1]) {
    launcher.finish(number);
    assert.deepEqual(await results.next(), { done: false, value: number });
  }
  await assert.rejects(results.next(), { message: "refused" });
  assert.deepEqual(await results.next(), over);
});

test("the longer inputs are closed when the shortest ends", () => {
  const [longer, endless] = [new WatchedInput(5), new WatchedInput()];
  new FakeLauncher().map(longer, [1, 2], endless);
  assert.deepEqual([longer.closed, endless.closed], [1, 1]);
});

test("inputs are closed by return(), once", async () => {
  const input = new WatchedInput();
  const results = new FakeLauncher().map(input, { buffersize: 1 });
  assert.equal(input.closed, 0);
  await results.return();
  await results.return();
  assert.equal(input.closed, 1);
});

test("async inputs are closed by return(), the other inputs too", async () => {
  const [held, other] = [new HeldInput(), new WatchedInput()];
  const results = new FakeLauncher().map(held, other, { buffersize: 1 });
  await quiesce();
  held.give(1);
  await quiesce();
  await results.return();
  await quiesce();
  assert.deepEqual([held.closed, other.closed], [1, 1]);
});

test("an async input that gives after return() starts nothing, and is closed then", async () => {
  const launcher = new FakeLauncher();
  const held = new HeldInput();
  const results = launcher.map(held);
  await quiesce();
  await results.return();
  held.give(1);
  await quiesce();
  assert.deepEqual(launcher.tasks, []);
  assert.equal(held.closed, 1);
});

test(
  "inputs are closed by a timeout",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const input = new WatchedInput();
    const results = new FakeLauncher().map(input, { buffersize: 1, timeout: 10 });
    const late = assert.rejects(results.next(), { name: "TimeoutError" });
    await quiesce();
    clock.advance(10);
    await late;
    assert.equal(input.closed, 1);
  }),
);

test("map() refuses options out of range before it takes an input", () => {
  const launcher = new FakeLauncher();
  const input = new WatchedInput();
  const refused: [object, string, RegExp][] = [
    [{ chunksize: 0 }, "RangeError", /^chunksize must be >= 1$/],
    [{ chunksize: 1.5 }, "TypeError", /chunksize must be an integer or "auto": 1.5/],
    [{ chunksize: "all" }, "TypeError", /: all$/],
    [{ buffersize: 0 }, "RangeError", /^buffersize must be > 0$/],
    [{ buffersize: Infinity }, "TypeError", /^buffersize must be an integer$/],
    [{ timeout: NaN }, "TypeError", /timeout is not a number of milliseconds: NaN/],
  ];
  for (const [options, name, message] of refused) {
    assert.throws(() => launcher.map(input, options), { name, message });
  }
  for (const notIterable of [5, null, {}, () => {}]) {
    assert.throws(() => launcher.map(notIterable, [1]), { name: "TypeError", message: /iterable/ });
  }
  assert.deepEqual([input.taken, input.closed], [0, 0]);
});

test("an array of a class of its own is iterated, not sliced by its own slice()", () => {
  class Reversed extends Array<number> {
    override slice(): number[] {
      return [...this].reverse();
    }
  }
  assert.deepEqual([...columnsOf([Reversed.of(1, 2)], 2, asIs)], [[[1, 2]]]);
});

test("columnsOf() reads arrays as their iterators would: holes, growth, the shortest, a changed iterator", () => {
  // deno-lint-ignore no-sparse-arrays
  const sparse = [...columnsOf([[1, , 3]], 2, asIs)];
  assert.deepEqual(sparse.flat().map((column) => Array.from(column)), [[1, undefined], [3]]);
  assert.deepEqual([...columnsOf([[1, 2, 3], [4, 5]], 5, asIs)], [[[1, 2], [4, 5]]]);
  const growing = [1, 2];
  const columns = columnsOf([growing], 2, asIs);
  assert.deepEqual(columns.next().value, [[1, 2]]);
  growing.push(3);
  assert.deepEqual([...columns], [[[3]]]);
  const changed = [1, 2];
  changed[Symbol.iterator] = () => [7].values();
  assert.deepEqual([...columnsOf([changed], 2, asIs)], [[[7]]]);
});
