/** Symptoms that were once seen on the way through a worker, each by its test. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor, TimeoutError } from "../../mod.ts";
import * as primordials from "../../src/core/primordials.ts";
import { sleep } from "../../src/gil/mod.ts";
import { decodeError, encodeError } from "../../src/wire/remote_error.ts";
import { noBlocking, noProcesses } from "../fixtures/page.ts";
import { scoped } from "../fixtures/scoped.ts";

const tasks = importTasks<typeof import("../fixtures/symptom_tasks.ts")>(
  import.meta.resolve("../fixtures/symptom_tasks.ts"),
);

test("an error with a toString() of its own can be shown when it has arrived", () => {
  const thrown = Object.assign(new Error("text"), { toString: () => "shown" });
  const error = decodeError(structuredClone(encodeError(thrown, "worker_1")));
  assert.equal(typeof String(error), "string");
});

test(
  "an error of this package that a task's module throws arrives as its class",
  scoped(async (use) => {
    const executor = use(new ThreadPoolExecutor(1));
    assert.ok(await executor.submit(tasks.throwOurs).exception() instanceof TimeoutError);
  }),
);

test(
  "a function that took its name from a property doesn't hide the built-in of that name",
  scoped(async (use) => {
    const executor = use(new ThreadPoolExecutor(1));
    const api = { parseInt: (text: string) => parseInt(text, 10) };
    assert.equal(await executor.submit(api.parseInt, "12"), 12);
  }),
);

test(
  "built-ins that a runtime writes in JavaScript are built-ins",
  scoped(async (use) => {
    const executor = use(new ThreadPoolExecutor(1));
    assert.equal(await executor.submit(btoa, "a"), "YQ==");
    assert.deepEqual(await executor.submit(structuredClone, [1]), [1]);
  }),
);

test(
  "marked results of a chunk are moved",
  scoped(async (use) => {
    const executor = use(new ThreadPoolExecutor(1));
    await Array.fromAsync(executor.map(tasks.move, [8, 8], { chunksize: 2 }));
    assert.deepEqual(await executor.submit(tasks.left), [0, 0]);
  }),
);

test(
  "a module that is a function gives its own members as tasks, not those of Function",
  { skip: noProcesses },
  scoped(async (use) => {
    const reached = importTasks<Record<string, (text?: string) => unknown>>(
      import.meta.resolve("../fixtures/commonjs/function_tasks.js"),
    );
    for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
      const executor = use(new Pool(1));
      assert.equal(await executor.submit(reached["default"]!), true);
      assert.equal(await executor.submit(reached["lazy"]!), true);
      for (const name of ["constructor", "call", "bind", "__proto__"]) {
        const error = await executor.submit(reached[name]!, "return 1").exception();
        assert.match(String(error), /^TypeError: Cannot use .* there is no such export$/);
      }
    }
  }),
);

test(
  "an error with a property that only its own process can clone arrives",
  { skip: noProcesses },
  scoped(async (use) => {
    const executor = use(new ProcessPoolExecutor(1));
    assert.ok(await executor.submit(tasks.throwWithShared).exception() instanceof RangeError);
  }),
);

test("a worker that sleeps often does not stall: no sleep takes new memory", {
  skip: noBlocking,
}, () => {
  const taken = primordials.Atomics as { wait: typeof Atomics.wait };
  const { wait } = taken;
  const slept = new Set<unknown>();
  taken.wait = ((words: Int32Array, index: number, value: number, ms: number) => {
    slept.add(words.buffer);
    return wait(words, index, value, ms);
  }) as typeof wait;
  try {
    for (let times = 0; times < 100; times++) sleep(0);
  } finally {
    taken.wait = wait;
  }
  assert.equal(slept.size, 1);
});
