/** parallelFactorial() and parallelSum() over executors that run tasks in this thread. */

import { test } from "node:test";
import assert from "node:assert/strict";
import * as primordials from "../../src/core/primordials.ts";
import { factorial, parallelFactorial, parallelSum, sum } from "../../src/kernels/mod.ts";
import type { Submitter, Summable } from "../../src/kernels/mod.ts";
import { realm } from "../../src/core/realm.ts";
import { sharedParts, withCore } from "../../src/kernels/instance.ts";
import { currentRun, endRun, helpFactorial, leadFactorial } from "../../src/kernels/workshop.ts";
import { numbers } from "./kernels_reference.ts";

/** Runs each task at once and keeps what it was given. */
class Inline implements Submitter {
  declare readonly maxWorkers: number;
  readonly tasks: unknown[][] = [];

  constructor(maxWorkers?: number) {
    if (maxWorkers !== undefined) this.maxWorkers = maxWorkers;
  }

  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): PromiseLike<Awaited<R>> {
    this.tasks.push(args);
    return Promise.resolve().then(() => fn(...args)) as PromiseLike<Awaited<R>>;
  }
}

test("parallelFactorial() equals factorial() for any number of workers", async () => {
  for (const workers of [1, 2, 3, 7, 32, undefined]) {
    for (const n of [0, 1, 5, 9999, 200_000, 250_001]) {
      const parallel = await parallelFactorial(new Inline(workers), n);
      assert.ok(parallel === factorial(n), `${n} on ${workers}`);
    }
  }
});

test("parallelFactorial() has one worker lead and three help at most", async () => {
  const tasksOf = async (workers: number | undefined, n: bigint) => {
    const executor = new Inline(workers);
    await parallelFactorial(executor, n);
    return executor.tasks.map((args) => args.length);
  };
  assert.deepEqual(await tasksOf(2, 200_000n), [2, 1]);
  assert.deepEqual(await tasksOf(9, 200_000n), [2, 1, 1, 1]);
  assert.deepEqual(await tasksOf(undefined, 200_000n), [2, 1, 1, 1]);
  assert.deepEqual(await tasksOf(1, 200_000n), [1]);
  assert.deepEqual(await tasksOf(2, 199_999n), [1]);
});

test("parallelFactorial() is one task where a shared memory can't be sent", async () => {
  const executor = new Inline(2);
  const refusing: Submitter = {
    submit: (fn, ...args) =>
      args.some((value) => typeof value === "object")
        ? Promise.reject(new DOMException("no shared memory", "DataCloneError"))
        : executor.submit(fn, ...args),
  };
  assert.ok(await parallelFactorial(refusing, 200_000) === factorial(200_000));
  assert.deepEqual(executor.tasks, [[200_000]]);
});

test("a helper goes when its run has ended, and does not come when it had", () => {
  const workshop = { ...sharedParts(16)!, run: 0 };
  const words = new Int32Array(workshop.memory.buffer, 0, 64);
  const taken = primordials.Atomics as { wait: typeof Atomics.wait };
  const { wait } = taken;
  let waits = 0;
  taken.wait = (() => {
    assert.equal(words[48], 1);
    if (++waits === 3) endRun(workshop);
    return "timed-out";
  }) as typeof wait;
  try {
    helpFactorial(workshop);
    assert.deepEqual([waits, words[48], currentRun(workshop.memory)], [3, 0, 1]);
    helpFactorial(workshop);
    assert.equal(waits, 3);
  } finally {
    taken.wait = wait;
  }
});

test("parallelFactorial() uses a memory again, but not if a helper failed in it", async () => {
  const inline = new Inline(2);
  const executorOf = (helperFails: boolean): Submitter => ({
    maxWorkers: 2,
    submit: (fn, ...args) =>
      helperFails && args.length === 1
        ? Promise.reject(new Error("helper lost"))
        : inline.submit(fn, ...args),
  });
  for (const helperFails of [false, true, false]) {
    assert.ok(await parallelFactorial(executorOf(helperFails), 200_000) === factorial(200_000));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const leaders = inline.tasks.filter((args) => args.length === 2);
  const memories = leaders.map(([workshop]) => (workshop as { memory: unknown }).memory);
  assert.equal(memories.length, 3);
  assert.equal(memories[1], memories[0]);
  assert.notEqual(memories[2], memories[1]);
});

test("a factorial in shared memory never grows it: helpers would not know", () => {
  for (const n of [200_000, 262_144, 400_001, 800_000]) {
    const pages = withCore((core) => core.factorialPages(n));
    const { module, memory } = sharedParts(pages)!;
    leadFactorial({ module, memory, run: 0 }, n);
    assert.equal(memory.buffer.byteLength, pages * 65_536, String(n));
  }
});

test("parallelFactorial() rejects what factorial() throws", async () => {
  const message = "Cannot compute factorial: negative: -1";
  await assert.rejects(parallelFactorial(new Inline(2), -1), { name: "RangeError", message });
  await assert.rejects(parallelFactorial(new Inline(2), "x" as never), { name: "TypeError" });
});

test("parallelFactorial() rejects with the error of a task", async () => {
  const broken: Submitter = { submit: () => Promise.reject(new Error("lost")) };
  await assert.rejects(parallelFactorial(broken, 5000), { message: "lost" });
  await assert.rejects(parallelFactorial(broken, 300_000), { message: "lost" });
});

test("parallelSum() equals sum() of every kind", async () => {
  const random = numbers(5);
  const source = Float64Array.from({ length: 3_000_001 }, () => random.integer());
  const kinds: Summable[] = [
    Int8Array.from(source),
    Uint16Array.from(source),
    Uint32Array.from(source),
    BigInt64Array.from(source, (value) => BigInt(value)),
    Float32Array.from(source),
    source,
    Array.from(source),
  ];
  for (const values of kinds) {
    for (const workers of [1, 2, 5]) {
      assert.equal(await parallelSum(new Inline(workers), values), sum(values));
    }
  }
});

test("parallelSum() of an empty array is what sum() gives", async () => {
  assert.equal(await parallelSum(new Inline(2), []), 0);
  assert.equal(await parallelSum(new Inline(2), new BigInt64Array(0)), 0n);
});

test("parallelSum() leaves safe integers as sum() does", async () => {
  const values = new Uint32Array(2 ** 21 + 1).fill(2 ** 32 - 1);
  assert.equal(await parallelSum(new Inline(3), values), sum(values));
});

test("parallelSum() keeps across its parts what rounding would lose", async () => {
  const values = new Float64Array(3_000_000);
  values[0] = 1e16;
  values[32] = 1;
  values[2_999_999] = -1e16;
  assert.equal(await parallelSum(new Inline(2), values), 1);
  values[20] = Infinity;
  assert.equal(await parallelSum(new Inline(2), values), Infinity);
});

test("parallelSum() passes views of shared memory as they are", async () => {
  const values = new Int32Array(new SharedArrayBuffer(4_000_000 * 4)).fill(2);
  const executor = new Inline(2);
  assert.equal(await parallelSum(executor, values), 8_000_000);
  for (const [part] of executor.tasks) {
    assert.equal((part as Int32Array).buffer, values.buffer);
    assert.equal((part as Int32Array).length, 2_000_000);
  }
});

test("parallelSum() passes a shared memory on with views of it, and rejects another's", async () => {
  const memory = new WebAssembly.Memory({ initial: 300, maximum: 300, shared: true });
  const values = new Int32Array(memory.buffer, 64, 4_000_000).fill(2);
  const executor = new Inline(2);
  assert.equal(await parallelSum(executor, values, memory), 8_000_000);
  assert.deepEqual(executor.tasks.map(([first]) => first), [memory, memory]);
  const { slice } = Int32Array.prototype;
  await assert.rejects(parallelSum(executor, slice.call(values), memory), {
    name: "TypeError",
    message: "Cannot sum: the array is not a view of memory.buffer",
  });
});

test("parallelSum() copies other arrays part by part and moves the copies", async () => {
  const values = new Int32Array(4_000_000).fill(2);
  const executor = new Inline(2);
  assert.equal(await parallelSum(executor, values), 8_000_000);
  assert.equal(executor.tasks.length, 2);
  for (const [part] of executor.tasks) {
    const { buffer, length } = part as Int32Array<ArrayBuffer>;
    assert.equal(buffer.byteLength, length * 4);
    assert.deepEqual(realm.transfers.get(part as object), [buffer]);
  }
});

test("parallelSum() rejects what sum() throws", async () => {
  await assert.rejects(parallelSum(new Inline(2), "12" as never), {
    name: "TypeError",
    message: 'Cannot sum: not an array of numbers: "12"',
  });
  await assert.rejects(parallelSum(new Inline(2), [1, "2"] as never), { name: "TypeError" });
});
