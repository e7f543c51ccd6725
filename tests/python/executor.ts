/** CPython's `executor.py`. */

import assert from "node:assert/strict";
import { type MapResult, type PoolExecutor, TimeoutError } from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { quiesce } from "../fixtures/fake_launcher.ts";
import { Gate } from "../fixtures/gate.ts";
import { tasks } from "../fixtures/kinds.ts";
import { stillReferred } from "./collected.ts";
import { core } from "./core.ts";
import { buffersizeContract } from "./executor_buffersize.ts";
import type { Contract } from "./port.ts";

const range10 = Array.from({ length: 10 }, (_, number) => number);
const over = { done: true, value: undefined };

/** The results' iterator gives nothing any more, however often it is asked. */
async function assertExhausted(results: MapResult<unknown>): Promise<void> {
  assert.deepEqual(await results.next(), over);
  assert.deepEqual(await results.next(), over);
}

async function assertNext<T>(results: MapResult<T>, value: T): Promise<void> {
  assert.deepEqual(await results.next(), { done: false, value });
}

/** Runs a function and an argument that nobody else refers to, and discards the future. */
async function runAndForget(executor: PoolExecutor): Promise<WeakRef<object>[]> {
  const ran = Promise.withResolvers<void>();
  const refs = submitAndForget(executor, () => ran.resolve());
  await ran.promise;
  return refs;
}

function submitAndForget(executor: PoolExecutor, done: () => void): WeakRef<object>[] {
  const argument = { some: "object" };
  const method = (object: object) => object;
  executor.submit(method, argument).addDoneCallback(done);
  return [new WeakRef(argument), new WeakRef(method)];
}

/** The next result, forgotten but for the reference; none at the end. */
async function forgetNext(results: MapResult<object>): Promise<WeakRef<object> | undefined> {
  const { done, value } = await results.next();
  return done ? undefined : new WeakRef(value);
}

export const executorContract: Contract = (port, kind) => {
  const { create, share } = kind;

  port("ExecutorTest.test_submit", "submit() gives what the function returns", async () => {
    const executor = share(1);
    assert.equal(await executor.submit(tasks.pow, 2, 8).result(), 256);
  });

  port(
    "ExecutorTest.test_submit_keyword",
    "submit() passes its arguments on, whatever they are called",
    async () => {
      const executor = share(1);
      assert.equal(await executor.submit(core.mulNamed, 2, { y: 8 }), 16);
      const named = { self: 2, fn: 3 };
      assert.deepEqual(await executor.submit(core.capture, 1, named), [1, named]);
      const submit = executor.submit.bind(executor) as (...args: unknown[]) => unknown;
      assert.throws(() => submit({ fn: core.capture, arg: 1 }), TypeError);
      assert.throws(() => submit({ arg: 1 }), TypeError);
      assert.throws(() => submit(), TypeError);
    },
  );

  port("ExecutorTest.test_map", "map() equals the built-in map()", async () => {
    const executor = share(2);
    const expected = range10.map((number) => number ** number);
    const one = executor.map(tasks.pow, range10, range10);
    assert.deepEqual(await Array.fromAsync(one), expected);
    const three = executor.map(tasks.pow, range10, range10, { chunksize: 3 });
    assert.deepEqual(await Array.fromAsync(three), expected);
  });

  port(
    "ExecutorTest.test_map_exception",
    "map() throws an error in its place and goes on after it",
    async () => {
      const executor = share(2);
      const dividends = [5n, 5n, 5n, 5n];
      let results = executor.map(core.divmod, dividends, [2n, 3n, 0n, 5n]);
      await assertNext(results, [2n, 1n]);
      await assertNext(results, [1n, 2n]);
      await assert.rejects(results.next(), RangeError);
      await assertNext(results, [1n, 0n]);
      await assertExhausted(results);
      results = executor.map(core.divmod, dividends, [2n, 0n, 3n, 5n], { chunksize: 3 });
      await assertNext(results, [2n, 1n]);
      await assert.rejects(results.next(), RangeError);
      await assertNext(results, [1n, 2n]);
      await assertNext(results, [1n, 0n]);
      await assertExhausted(results);
    },
  );

  port(
    "ExecutorTest.test_map_timeout_from_callable",
    "a TimeoutError of a task is not map()'s own",
    async (use) => {
      use(new FakeClock());
      const executor = use(create(2));
      for (const options of [{}, { timeout: 30_000 }]) {
        const results = executor.map(core.timeoutOnOne, [0, 1, 2, 3], options);
        await assertNext(results, 0);
        await assert.rejects(results.next(), (error) => {
          assert.ok(error instanceof TimeoutError);
          assert.equal(error.message, "one is late");
          return true;
        });
        await assertNext(results, 2);
        await assertNext(results, 3);
        await assertExhausted(results);
      }
    },
  );

  port(
    "ExecutorTest.test_map_timeout",
    "map() that is over in time has given what was done, and is exhausted",
    async (use) => {
      const clock = use(new FakeClock());
      const executor = use(create(2));
      const [open, closed] = [use(await Gate.make()), use(await Gate.make())];
      open.open();
      const ports = [open.port, open.port, closed.port];
      const results = executor.map(tasks.hold, ports, [1, 2, 3], { timeout: 5000 });
      await assertNext(results, 1);
      await assertNext(results, 2);
      const late = assert.rejects(results.next(), TimeoutError);
      await quiesce();
      clock.advance(5000);
      await late;
      await assertExhausted(results);
    },
  );

  port("ExecutorTest.test_map_close", "map() gives nothing after return()", async () => {
    const executor = share(2);
    for (const options of [{}, { chunksize: 3 }]) {
      const divisors = [2n, 0n, 3n, 5n];
      const results = executor.map(core.divmod, [5n, 5n, 5n, 5n], divisors, options);
      await assertNext(results, [2n, 1n]);
      assert.deepEqual(await results.return(), over);
      await assertExhausted(results);
    }
  });

  buffersizeContract(port, kind);

  port(
    "ExecutorTest.test_shutdown_race_issue12456",
    "shutdown() right after map() of more tasks than workers ends",
    async () => {
      const workers = 5;
      const executor = create(workers);
      const results = executor.map(String, new Array<number>(workers + 1).fill(2));
      await executor.shutdown();
      assert.equal((await Array.fromAsync(results)).join(""), "222222");
    },
  );

  port(
    "ExecutorTest.test_no_stale_references",
    "an executor forgets a task that has run",
    async () => {
      const executor = share(1);
      assert.equal(await stillReferred(...await runAndForget(executor)), 0);
      assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
    },
  );

  port("ExecutorTest.test_max_workers_negative", "there is at least one worker", () => {
    for (const maxWorkers of [0, -1]) {
      const expected = { name: "RangeError", message: "maxWorkers must be greater than 0" };
      assert.throws(() => create({ maxWorkers }), expected);
    }
  });

  port(
    "ExecutorTest.test_free_reference",
    "map() keeps no reference to a result it has given",
    async () => {
      const executor = share(2);
      const results = executor.map(core.makeDummyObject, range10);
      let given = 0;
      for (;;) {
        const result = await forgetNext(results);
        if (!result) break;
        assert.equal(await stillReferred(result), 0);
        given++;
      }
      assert.equal(given, 10);
    },
  );

  port(
    "ExecutorTest.test_swallows_falsey_exceptions",
    "falsy errors are errors",
    async () => {
      const executor = share(1);
      for (const value of [0, -0, 0n, NaN, "", false, null, undefined]) {
        const thrown = await executor.submit(tasks.throwValue, value).result().then(
          () => assert.fail(`${value} was swallowed`),
          (error: unknown) => [error],
        );
        assert.deepEqual(thrown, [value]);
      }
    },
  );
};
