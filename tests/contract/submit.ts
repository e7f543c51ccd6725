/** What `submit()` and its futures do, on every kind of worker. */

import assert from "node:assert/strict";
import { importTasks } from "../../mod.ts";
import { sleep } from "../../src/gil/mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

export function submitContract(kind: Kind): void {
  const { create, share, sharesMemory, hasProcesses } = kind;
  const test = testsOf(kind);
  test("submit() runs a built-in, bound to its owner", async () => {
    const executor = share(1);
    assert.equal(await executor.submit(Math.pow, 2, 3), 8);
    assert.deepEqual(await executor.submit(Array.of<number>, 1, 2), [1, 2]);
    assert.equal(await executor.submit(parseInt, "12px"), 12);
  });

  test("submit() and map() run sleep() of this package, as Python's take time.sleep()", async () => {
    const executor = share(1);
    const start = performance.now();
    assert.equal(await executor.submit(sleep, 5), undefined);
    assert.ok(performance.now() - start >= 4);
    assert.deepEqual(await Array.fromAsync(executor.map(sleep, [0, 1])), [undefined, undefined]);
    await assert.rejects(executor.submit(sleep, -1).result(), {
      name: "RangeError",
      message: "Cannot sleep: not a number of milliseconds >= 0: -1",
    });
  });

  test("submit() runs a self-contained function, recursive by its own name", async () => {
    const executor = share(1);
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
  });

  test("submit() evaluates a source text once a worker", async () => {
    const executor = share(1);
    // A function object anew in each turn; its text is the same, so a worker keeps its state.
    const make = () =>
      function counter(): number {
        const self = counter as { calls?: number };
        return self.calls = (self.calls ?? 0) + 1;
      };
    for (let i = 1; i <= 3; i++) assert.equal(await executor.submit(make()), i);
  });

  test("a function that uses names from around it fails with a hint", async () => {
    const executor = share(1);
    const around = { value: 5 };
    const error = await executor.submit((x: number) => x + around.value, 1).exception();
    assert.ok(error instanceof ReferenceError);
    assert.match(error.message, /around.*names from around it.*importTasks\(\)/s);
  });

  test("submit() refuses at once what can't be sent, and says what to do", async () => {
    const executor = share(1);
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
  });

  test("arguments and results keep their types", async () => {
    const executor = share(1);
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
  });

  test("64 MiB make the trip and back", async () => {
    const executor = share(1);
    const bytes = new Uint8Array(64 * 2 ** 20).fill(7);
    const back = await executor.submit(tasks.identity, bytes);
    assert.equal(back.length, bytes.length);
    assert.equal(back.at(-1), 7);
  });

  const own = hasProcesses ? "threads and of processes" : "threads";
  test(`a task may have executors of its own, of ${own}`, async () => {
    const executor = share(1);
    const squares = await executor.submit(tasks.nested, 3, hasProcesses);
    assert.deepEqual(squares, hasProcesses ? [9, 9] : [9]);
  });

  test("a cycle stays a cycle", async () => {
    const executor = share(1);
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const back = await executor.submit(tasks.identity, cycle);
    assert.equal(back.self, back);
  });

  test("an argument that can't be cloned fails that one future", async () => {
    const executor = share(1);
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
  });

  test("a result that can't be cloned fails that one future", async () => {
    const executor = share(1);
    const error = await executor.submit(tasks.returnFunction).exception();
    assert.ok(error instanceof DOMException);
    assert.equal(error.name, "DataCloneError");
    assert.match(error.message, /the task's result/);
    assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
  });

  test("a module that can't be imported fails the future with the import's error", async () => {
    const executor = share(1);
    const missing = importTasks<typeof tasks>(import.meta.resolve("./missing.ts"));
    const error = await executor.submit(missing.count).exception();
    assert.match(String(error), /missing\.ts/);
    assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
  });

  test("an export that is no function fails the future", async () => {
    const executor = share(1);
    const untyped = tasks as unknown as Record<string, () => void>;
    const absent = await executor.submit(untyped["absent"]!).exception();
    assert.ok(absent instanceof TypeError);
    assert.match(absent.message, /absent.*no such export/);
    const constant = await executor.submit(untyped["notAFunction"]!).exception();
    assert.match(String(constant), /notAFunction.*it is number/);
  });

  test("importTasks() reaches no function that an export inherits", async () => {
    const executor = share(1);
    const module = import.meta.resolve("../fixtures/default_tasks.ts");
    const names = ["constructor", "toString", "hasOwnProperty", "__proto__", "inherited"];
    const reached = importTasks<Record<string, () => unknown>>(module);
    for (const name of names) {
      const error = await executor.submit(reached[name]!).exception();
      assert.equal(
        String(error),
        `TypeError: Cannot use ${name} of ${module} as a task: there is no such export`,
      );
    }
  });

  test("a task's this is undefined, also of a method of the default export", async () => {
    const executor = share(1);
    const { thisOfTask, own } = importTasks<
      { thisOfTask(input?: unknown): string; own(input?: unknown): string }
    >(import.meta.resolve("../fixtures/default_tasks.ts"));
    assert.equal(await executor.submit(thisOfTask), "undefined");
    assert.equal(await executor.submit(own), "own of undefined");
    // Bun takes the directive out of the text, and a sloppy function has the global object.
    const source = function (this: unknown, _input?: number) {
      "use strict";
      return this === undefined || this === globalThis;
    };
    assert.equal(await executor.submit(source), true);
    assert.deepEqual(await Array.fromAsync(executor.map(source, [1])), [true]);
    assert.deepEqual(await Array.fromAsync(executor.map(own, [1])), ["own of undefined"]);
  });

  test("a task that returns a thenable holds its worker until that settles", async (use) => {
    const gate = use(await Gate.make());
    const executor = share(1);
    const held = executor.submit(tasks.hold, gate.port, "held");
    const queued = executor.submit(tasks.pow, 2, 2);
    await gate.arrived(1);
    assert.equal(held.state, "RUNNING");
    assert.equal(queued.state, "PENDING");
    gate.open();
    assert.equal(await held, "held");
    assert.equal(await queued, 4);
    assert.equal(await executor.submit(tasks.thenable, 7), 7);
  });

  test("a queued future can be cancelled, a running one can't", async (use) => {
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
  });

  test("what tasks leave behind goes on under a stream of others, and so does the caller", async (use) => {
    const gate = use(await Gate.make());
    const executor = share(1);
    await executor.submit(tasks.leaveEventsBehind, gate.port);
    let events = 0;
    const lane = async () => {
      while (events < 2) events = await executor.submit(tasks.eventsSoFar);
    };
    const lanes = Array.from({ length: 64 }, lane);
    await gate.arrived(1);
    gate.open();
    await Promise.all(lanes);
  });

  test("what tasks leave behind goes on while their worker waits for another", async (use) => {
    const [first, second] = [use(await Gate.make()), use(await Gate.make())];
    const executor = share(1);
    await executor.submit(tasks.goOnAfter, first.port, second.port);
    await first.arrived(1);
    first.open();
    await second.arrived(1);
    second.open();
  });

  test("a microtask that a task leaves behind runs before the next task", async () => {
    const executor = share(1);
    const both = [
      executor.submit(tasks.leaveMicrotaskBehind),
      executor.submit(tasks.eventsSoFar),
    ];
    assert.deepEqual(await Promise.all(both), [undefined, 1]);
  });

  test("two tasks meet on two workers", async (use) => {
    const gate = use(await Gate.make());
    const executor = share(2);
    const both = [
      executor.submit(tasks.hold, gate.port, 1),
      executor.submit(tasks.hold, gate.port, 2),
    ];
    await gate.arrived(2);
    gate.open();
    assert.deepEqual(await Promise.all(both), [1, 2]);
  });

  if (typeof SharedArrayBuffer === "undefined") return;

  test(`memory is ${sharesMemory ? "shared" : "not shared"} with tasks`, async () => {
    const executor = share(1);
    const memory = new Int32Array(new SharedArrayBuffer(4));
    await executor.submit(tasks.store, memory, 42).exception();
    assert.equal(memory[0], sharesMemory ? 42 : 0);
  });
}
