/** What `map()` does, on every kind of worker. */

import assert from "node:assert/strict";
import { asCompleted } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";
import { outcomes } from "../fixtures/outcomes.ts";

function oddOnly(n: number): number {
  if (n % 2 === 0) throw new RangeError(`even: ${n}`);
  return n;
}

export function mapContract(kind: Kind): void {
  const { create, share } = kind;
  const test = testsOf(kind);
  for (const chunksize of [1, 3, 100, "auto"] as const) {
    test(`map() with chunksize ${chunksize} equals Array.map`, async () => {
      const executor = share(2);
      const inputs = Array.from({ length: 20 }, (_, i) => i);
      const results = executor.map(tasks.pow, inputs, inputs, { chunksize });
      assert.deepEqual(await Array.fromAsync(results), inputs.map((n) => n ** n));
    });

    test(`map() with chunksize ${chunksize} goes on after an error`, async () => {
      const executor = share(2);
      const results = executor.map(oddOnly, [1, 2, 3, 4, 5], { chunksize });
      assert.deepEqual(await outcomes(results), [
        1,
        "RangeError: even: 2",
        3,
        "RangeError: even: 4",
        5,
      ]);
      assert.deepEqual(await outcomes(results), []);
    });
  }

  test("map() ends with its shortest input", async () => {
    const executor = share(2);
    const results = executor.map(tasks.argumentsOf, [1, 2, 3], "ab");
    assert.deepEqual(await Array.fromAsync(results), [[1, "a"], [2, "b"]]);
    assert.deepEqual(await Array.fromAsync(executor.map(tasks.argumentsOf)), []);
    assert.deepEqual(await Array.fromAsync(executor.map(tasks.identity, [])), []);
  });

  test("map() takes options behind the inputs of the required parameters", async () => {
    const executor = share(2);
    const scaled = executor.map((n: number, scale = 2) => n * scale, [1, 2, 3], { chunksize: 2 });
    assert.deepEqual(await Array.fromAsync(scaled), [2, 4, 6]);
    const both = executor.map((n: number, scale = 2) => n * scale, [1, 2], [5, 6], {
      chunksize: 2,
    });
    assert.deepEqual(await Array.fromAsync(both), [5, 12]);
    const parsed = executor.map(parseInt, ["1", "2"], { chunksize: 100 });
    assert.deepEqual(await Array.fromAsync(parsed), [1, 2]);
  });

  test("map() submits everything although nobody iterates", async (use) => {
    const gate = use(await Gate.make());
    const executor = share(2);
    executor.map(tasks.hold, [gate.port, gate.port], [1, 2]);
    await gate.arrived(2);
    gate.open();
  });

  test("map() takes async inputs", async () => {
    const executor = share(2);
    async function* inputs() {
      for (const n of [1, 2, 3]) yield await Promise.resolve(n);
    }
    assert.deepEqual(await Array.fromAsync(executor.map(tasks.pow, inputs(), [2, 2, 2])), [
      1,
      4,
      9,
    ]);
  });

  test("a for await over map() ends at the first error, next() goes on after it", async () => {
    const executor = share(1);
    const invert = (n: number) => {
      if (n === 0) throw new RangeError("no inverse");
      return 1 / n;
    };
    const seen: number[] = [];
    const results = executor.map(invert, [1, 0, 2, 4]);
    await assert.rejects(async () => {
      for await (const result of results) seen.push(result);
    }, RangeError);
    assert.deepEqual(seen, [1]);
    // The loop has not called return(): the others have run.
    assert.deepEqual(await results.next(), { done: false, value: 0.5 });
    assert.deepEqual(await results.next(), { done: false, value: 0.25 });
    assert.deepEqual(await results.next(), { done: true, value: undefined });
  });

  test("map() with buffersize takes as many inputs as it may have in flight", async () => {
    const executor = share(2);
    let taken = 0;
    function* forever() {
      for (;;) yield taken++;
    }
    const results = executor.map(tasks.identity, forever(), { buffersize: 3 });
    assert.equal(taken, 3);
    assert.deepEqual(await results.next(), { done: false, value: 0 });
    assert.equal(taken, 4);
    assert.deepEqual(await results.next(), { done: false, value: 1 });
    await results.return();
    assert.deepEqual(await results.next(), { done: true, value: undefined });
  });

  test("map() that is over in time throws TimeoutError and cancels the rest", async (use) => {
    const gate = use(await Gate.make());
    const executor = use(create(1));
    const port = gate.port;
    const results = executor.map(tasks.hold, [port, port, port], [1, 2, 3], { timeout: 5 });
    await gate.arrived(1);
    await assert.rejects(results.next(), { name: "TimeoutError" });
    assert.deepEqual(await results.next(), { done: true, value: undefined });
    gate.open();
    await executor.shutdown();
    assert.equal(gate.arrivals, 1);
  });

  test("return() and break cancel what has not begun", async (use) => {
    const gate = use(await Gate.make());
    const executor = use(create(1));
    const { port } = gate;
    for await (const first of executor.map(tasks.identity, [1, 2])) {
      assert.equal(first, 1);
      break;
    }
    const results = executor.map(tasks.hold, [port, port, port], [1, 2, 3]);
    await gate.arrived(1);
    await results.return();
    gate.open();
    await executor.shutdown();
    assert.equal(gate.arrivals, 1);
  });

  test("map() checks its arguments at the call", () => {
    const executor = share(1);
    const map = (...args: unknown[]) => () =>
      (executor.map as (...args: unknown[]) => unknown).call(executor, tasks.identity, ...args);
    assert.throws(map([1], { chunksize: 0 }), {
      name: "RangeError",
      message: "chunksize must be >= 1",
    });
    assert.throws(map([1], { chunksize: -1 }), { name: "RangeError" });
    assert.throws(map([1], { buffersize: "foo" }), { name: "TypeError" });
    assert.throws(map([1], { buffersize: 2.5 }), { name: "TypeError" });
    assert.throws(map([1], { buffersize: 0 }), { name: "RangeError" });
    assert.throws(map([1], { buffersize: -1 }), { name: "RangeError" });
    assert.throws(map(5), { name: "TypeError", message: /not iterable/ });
    assert.throws(map(null), { name: "TypeError", message: /not iterable: null/ });
    assert.throws(map(undefined), { name: "TypeError", message: /not iterable: undefined/ });
    assert.throws(map([1], null), { name: "TypeError", message: /not iterable: null/ });
    assert.throws(map([1], 5, {}), { name: "TypeError", message: /not iterable/ });
    assert.throws(map([1], { timeout: "soon" }), { name: "TypeError" });
  });

  test("map() throws the error of an input and cancels what it started", async (use) => {
    const gate = use(await Gate.make());
    const executor = use(create(1));
    function* faulty() {
      yield gate.port;
      yield gate.port;
      throw new RangeError("no more");
    }
    assert.throws(() => executor.map(tasks.hold, faulty(), [1, 2, 3]), { message: "no more" });
    gate.open();
    await executor.shutdown();
    assert.ok(gate.arrivals <= 1);
  });

  test("entries() of asCompleted() leads from a future to its input", async () => {
    const executor = share(2);
    const inputs = [3, 1, 4, 2];
    const futures = inputs.map((n) => executor.submit(oddOnly, n));
    const found: string[] = [];
    for await (const [index, future] of asCompleted(futures).entries()) {
      const error = await future.exception();
      found.push(`${inputs[index]}: ${error ?? await future}`);
    }
    const expected = ["1: 1", "2: RangeError: even: 2", "3: 3", "4: RangeError: even: 4"];
    assert.deepEqual(found.sort(), expected);
  });
}
