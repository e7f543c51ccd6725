/** Options that there are not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asCompleted,
  Gil,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  transfer,
  wait,
} from "../../mod.ts";
import { assertOptions } from "../../src/core/options.ts";

const unknown = (owner: string, name: string, nearest: string) => ({
  name: "TypeError",
  message: `${owner} has no option "${name}"; did you mean "${nearest}"?`,
});

test("an executor refuses an option that there is not, and names the nearest", () => {
  for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
    for (
      const [name, nearest] of [
        ["workers", "maxWorkers"],
        ["max_workers", "maxWorkers"],
        ["MaxWorkers", "maxWorkers"],
        ["max", "maxWorkers"],
        ["initialiser", "initializer"],
        ["initArgs", "initargs"],
        ["maxTasksPerWorker", "maxTasksPerChild"],
        ["tracing", "trace"],
      ] as const
    ) {
      const options = { [name]: 3 };
      assert.throws(() => new Pool(options), unknown(Pool.name, name, nearest));
    }
  }
  const prefix = { thread_name_prefix: "a" };
  const named = unknown("ThreadPoolExecutor", "thread_name_prefix", "threadNamePrefix");
  assert.throws(() => new ThreadPoolExecutor(prefix as object), named);
  const processes = { gil: true };
  assert.throws(() => new ProcessPoolExecutor(processes as object), { name: "TypeError" });
  const gil = unknown("Gil", "interval", "switchInterval");
  assert.throws(() => new Gil({ interval: 5 } as object), gil);
  assert.throws(() => new ThreadPoolExecutor({ gil: { interval: 5 } as object }), gil);
});

test("map(), shutdown(), wait() and asCompleted() refuse an option that there is not", async () => {
  const executor = new ThreadPoolExecutor(1);
  const chunkSize = { chunkSize: 5 };
  assert.throws(
    () => executor.map(Math.sqrt, [1], chunkSize as object),
    unknown("map()", "chunkSize", "chunksize"),
  );
  await assert.rejects(
    executor.shutdown({ cancel_futures: true } as object),
    unknown("shutdown()", "cancel_futures", "cancelFutures"),
  );
  assert.equal(await executor.submit(Math.sqrt, 4), 2);
  await executor.shutdown();
  await assert.rejects(
    wait([], { return_when: "ALL_COMPLETED" } as object),
    unknown("wait()", "return_when", "returnWhen"),
  );
  assert.throws(
    () => asCompleted([], { time: 5 } as object),
    unknown("asCompleted()", "time", "timeout"),
  );
});

test("what stands in the place of options, as in Python, is refused and not ignored", async () => {
  const executor = new ThreadPoolExecutor(1);
  const futures = [executor.submit(Math.sqrt, 4)];
  const takes = (owner: string, names: string, given: string) => ({
    name: "TypeError",
    message: `${owner} takes its options as an object of ${names}: ${given}`,
  });
  await assert.rejects(wait(futures, 5 as never), takes("wait()", "timeout, returnWhen", "5"));
  await assert.rejects(wait(futures, "ALL_COMPLETED" as never), { name: "TypeError" });
  assert.throws(() => asCompleted(futures, 5 as never), takes("asCompleted()", "timeout", "5"));
  const waits = takes("shutdown()", "wait, cancelFutures", "false");
  await assert.rejects(executor.shutdown(false as never), waits);
  await assert.rejects(executor.shutdown(null as never), { name: "TypeError" });
  assert.throws(() => new Gil(5 as never), takes("Gil", "switchInterval, instrument", "5"));
  assert.equal(await futures[0], 2);
  await executor.shutdown();
});

test("initargs that are no array, and transfer() without a list, are refused at once", () => {
  for (const initargs of [1, "ab", { length: 1 }]) {
    const options = { initializer: (value: unknown) => void value, initargs: initargs as never };
    const message = `initargs must be an array: ${initargs}`;
    for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
      assert.throws(() => new Pool(options), { name: "TypeError", message });
    }
  }
  const message = "Cannot mark for transfer: not a list of what to move: undefined";
  const unlisted = transfer as (value: object) => object;
  assert.throws(() => unlisted(new ArrayBuffer(8)), { name: "TypeError", message });
});

test("an option that is undefined may have any name, and inherited ones are none", () => {
  const known = { timeout: true } as const;
  assertOptions("f()", { timeout: 1, other: undefined } as object, known as object as never);
  assertOptions("f()", Object.create({ other: 1 }), known as object as never);
  assert.throws(() => assertOptions("f()", { toString: 1 } as object, known as never), {
    message: 'f() has no option "toString"; did you mean "timeout"?',
  });
});
