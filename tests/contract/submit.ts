/** What `submit()` and its futures do, on every kind of worker. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { importTasks, wait } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks } from "../fixtures/kinds.ts";
import { scoped } from "../fixtures/scoped.ts";

export function submitContract({ name, create, sharesMemory }: Kind): void {
  test(
    `${name}: submit() runs a module's function`,
    scoped(async (use) => {
      const executor = use(create(1));
      assert.equal(await executor.submit(tasks.pow, 2, 8), 256);
    }),
  );

  test(
    `${name}: submit() runs a built-in, bound to its owner`,
    scoped(async (use) => {
      const executor = use(create(1));
      assert.equal(await executor.submit(Math.pow, 2, 3), 8);
      assert.deepEqual(await executor.submit(Array.of<number>, 1, 2), [1, 2]);
      assert.equal(await executor.submit(parseInt, "12px"), 12);
    }),
  );

  test(
    `${name}: submit() runs a self-contained function, recursive by its own name`,
    scoped(async (use) => {
      const executor = use(create(1));
      const factorial = (n: bigint): bigint => n < 2n ? 1n : n * factorial(n - 1n);
      function fibonacci(n: number): number {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
      }
      assert.equal(
        await executor.submit(factorial, 40n),
        815915283247897734345611269596115894272000000000n,
      );
      assert.equal(await executor.submit(fibonacci, 20), 6765);
      assert.equal(await executor.submit(async (x: number) => await Promise.resolve(x + 1), 1), 2);
    }),
  );

  test(
    `${name}: submit() evaluates a source text once a worker`,
    scoped(async (use) => {
      const executor = use(create(1));
      // The literal is made anew in each turn, its text is the same.
      const next = () => (() => (globalThis as { turns?: number }).turns = 1);
      for (let i = 0; i < 3; i++) assert.equal(await executor.submit(next()), 1);
    }),
  );

  test(
    `${name}: a function that uses names from around it fails with a hint`,
    scoped(async (use) => {
      const executor = use(create(1));
      const around = { value: 5 };
      const error = await executor.submit((x: number) => x + around.value, 1).exception();
      assert.ok(error instanceof ReferenceError);
      assert.match(error.message, /around.*names from around it.*importTasks\(\)/s);
    }),
  );

  test(
    `${name}: submit() refuses at once what can't be sent, and says what to do`,
    scoped(async (use) => {
      const executor = use(create(1));
      const object = {
        method(): number {
          return 1;
        },
      };
      const refused: [unknown, RegExp][] = [
        [5, /not a function: 5/],
        [undefined, /not a function: undefined/],
        [object.method, /method or a class.*importTasks/],
        [class Local {}, /method or a class.*importTasks/],
        [(() => 1).bind(null), /native or bound.*importTasks/],
      ];
      for (const [fn, message] of refused) {
        assert.throws(() => executor.submit(fn as () => void), { name: "TypeError", message });
      }
      assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
    }),
  );

  test(
    `${name}: arguments and results keep their types`,
    scoped(async (use) => {
      const executor = use(create(1));
      const value = [
        ...[0, -0, NaN, Infinity, "text", "\u{1F600}", true, null, undefined, 2n ** 100n],
        new Date(0),
        /x/gi,
        new Map([["a", new Set([1])]]),
        new Float64Array([1.5, -0]),
        new Uint8Array([1, 2]).buffer,
        { nested: { list: [[]] } },
      ];
      assert.deepEqual(await executor.submit(tasks.identity, value), value);
      assert.deepEqual(await executor.submit(tasks.argumentsOf, 1, { timeout: 5 }), [1, {
        timeout: 5,
      }]);
    }),
  );

  test(
    `${name}: a cycle stays a cycle`,
    scoped(async (use) => {
      const executor = use(create(1));
      const cycle: { self?: unknown } = {};
      cycle.self = cycle;
      const back = await executor.submit(tasks.identity, cycle);
      assert.equal(back.self, back);
    }),
  );

  test(
    `${name}: an argument that can't be cloned fails that one future`,
    scoped(async (use) => {
      const executor = use(create(1));
      const failed = executor.submit(tasks.identity, () => {});
      const after = executor.submit(tasks.pow, 2, 2);
      const error = await failed.exception();
      assert.ok(error instanceof DOMException);
      assert.equal(error.name, "DataCloneError");
      assert.match(error.message, /an argument of identity/);
      assert.equal(await after, 4);
      assert.equal(
        (await executor.submit(tasks.identity, Symbol("s")).exception() as Error).name,
        "DataCloneError",
      );
    }),
  );

  test(
    `${name}: a result that can't be cloned fails that one future`,
    scoped(async (use) => {
      const executor = use(create(1));
      const error = await executor.submit(tasks.returnFunction).exception();
      assert.ok(error instanceof DOMException);
      assert.equal(error.name, "DataCloneError");
      assert.match(error.message, /the task's result/);
      assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
    }),
  );

  test(
    `${name}: a module that can't be imported fails the future with the import's error`,
    scoped(async (use) => {
      const executor = use(create(1));
      const missing = importTasks<typeof tasks>(import.meta.resolve("./missing.ts"));
      const error = await executor.submit(missing.count).exception();
      assert.match(String(error), /missing\.ts/);
      assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
    }),
  );

  test(
    `${name}: an export that is no function fails the future`,
    scoped(async (use) => {
      const executor = use(create(1));
      const untyped = tasks as unknown as Record<string, () => void>;
      const absent = await executor.submit(untyped["absent"]!).exception();
      assert.ok(absent instanceof TypeError);
      assert.match(absent.message, /absent.*no such export/);
      const constant = await executor.submit(untyped["notAFunction"]!).exception();
      assert.match(String(constant), /notAFunction.*it is number/);
    }),
  );

  test(
    `${name}: a task that returns a thenable holds its worker until that settles`,
    scoped(async (use) => {
      const gate = use(await Gate.make());
      const executor = use(create(1));
      const held = executor.submit(tasks.hold, gate.port, "held");
      const queued = executor.submit(tasks.pow, 2, 2);
      await gate.arrived(1);
      assert.equal(held.state, "RUNNING");
      assert.equal(queued.state, "PENDING");
      gate.open();
      assert.equal(await held, "held");
      assert.equal(await queued, 4);
      assert.equal(await executor.submit(tasks.thenable, 7), 7);
    }),
  );

  test(
    `${name}: a queued future can be cancelled, a running one can't`,
    scoped(async (use) => {
      const gate = use(await Gate.make());
      const executor = use(create(1));
      const running = executor.submit(tasks.hold, gate.port, 1);
      const queued = executor.submit(tasks.hold, gate.port, 2);
      await gate.arrived(1);
      assert.equal(running.cancel(), false);
      assert.equal(queued.cancel(), true);
      assert.equal(queued.cancel(), true);
      assert.ok(queued.cancelled() && queued.done() && !queued.running());
      await assert.rejects(queued.result(), { name: "CancelledError" });
      gate.open();
      assert.equal(await running, 1);
      await executor.shutdown();
      assert.equal(gate.arrivals, 1);
    }),
  );

  test(
    `${name}: 60 held tasks have exactly as many workers as allowed`,
    scoped(async (use) => {
      const gate = use(await Gate.make());
      const executor = use(create(2));
      const futures = Array.from({ length: 60 }, () => executor.submit(tasks.hold, gate.port, 1));
      await gate.arrived(2);
      assert.equal(futures.filter((future) => future.running()).length, 2);
      gate.open();
      assert.equal((await wait(futures)).done.size, 60);
    }),
  );

  test(
    `${name}: an idle worker is used before another is started`,
    scoped(async (use) => {
      const executor = use(create(4));
      const places = new Set<string>();
      for (let i = 0; i < 3; i++) places.add(await executor.submit(tasks.whereAmI));
      assert.equal(places.size, 1);
    }),
  );

  test(
    `${name}: two tasks meet on two workers`,
    scoped(async (use) => {
      const gate = use(await Gate.make());
      const executor = use(create(2));
      const both = [
        executor.submit(tasks.hold, gate.port, 1),
        executor.submit(tasks.hold, gate.port, 2),
      ];
      await gate.arrived(2);
      gate.open();
      assert.deepEqual(await Promise.all(both), [1, 2]);
    }),
  );

  test(
    `${name}: memory is ${sharesMemory ? "shared" : "not shared"} with tasks`,
    scoped(async (use) => {
      const executor = use(create(1));
      const memory = new Int32Array(new SharedArrayBuffer(4));
      await executor.submit(tasks.store, memory, 42).exception();
      assert.equal(memory[0], sharesMemory ? 42 : 0);
    }),
  );
}
