/** What tasks cost in memory while they wait, and leave behind when they are done: nothing. */

import assert from "node:assert/strict";
import process from "node:process";
import type { Future, PoolExecutor } from "../../mod.ts";
import { collectGarbage } from "../fixtures/collect_garbage.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, processes, tasks, testsOf, threads } from "../fixtures/kinds.ts";

const inFlight = 200_000;

/** How many tasks a kind does one after another, and how many of them singly; the rest in chunks. */
const counts = new Map<Kind, { readonly all: number; readonly single: number }>([
  [threads, { all: 1_000_000, single: inFlight }],
  // What a pool keeps of a task is the same for both, and a child's channel is slow.
  [processes, { all: 100_000, single: 4_000 }],
]);

/** Bytes that code, caches and counters may take. */
const slack = 1_000_000;

/** Bytes on the heap, what nobody refers to being gone. */
async function heapUsed(): Promise<number> {
  for (let round = 0; round < 3; round++) await collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Has `count` tasks done in the same way, `batch` at a time. */
async function submitAll(executor: PoolExecutor, count: number): Promise<void> {
  const batch = Math.min(count, 10_000);
  for (let done = 0; done < count; done += batch) {
    const futures = Array.from({ length: batch }, (_, n) => executor.submit(Math.abs, -n));
    const results = await Promise.all(futures);
    assert.equal(results.at(-1), batch - 1);
  }
}

async function mapAll(executor: PoolExecutor, count: number): Promise<void> {
  const inputs = (function* () {
    for (let n = 0; n < count; n++) yield -n;
  })();
  let next = 0;
  for await (
    const result of executor.map(Math.abs, inputs, { chunksize: 1000, buffersize: 8000 })
  ) {
    if (result !== next++) assert.fail(`element ${next - 1} is ${result}`);
  }
  assert.equal(next, count);
}

for (const [kind, { all, single }] of counts) {
  const test = testsOf(kind);

  test("200,000 tasks in flight take at most 1.5 kB each, and all settle", async (use) => {
    const gate = use(await Gate.make());
    const executor = use(kind.create(1));
    const held = executor.submit(tasks.hold, gate.port, -1);
    await gate.arrived(1);
    const before = await heapUsed();
    const futures: Future<number>[] = [];
    for (let n = 0; n < inFlight; n++) futures.push(executor.submit(Math.sqrt, n * n));
    const bytes = (await heapUsed() - before) / inFlight;
    assert.ok(bytes <= 1500, `${bytes} bytes a task`);
    gate.open();
    await held;
    const results = await Promise.all(futures.slice(0, single));
    results.forEach((result, n) => result === n || assert.fail(`task ${n} gave ${result}`));
    await executor.shutdown({ cancelFutures: true });
    const open = futures.filter((future) => !future.done());
    assert.equal(open.length, 0);
  });

  test(`${all} tasks through one pool leave the heap where it was`, async (use) => {
    const executor = use(kind.create(2));
    await submitAll(executor, Math.min(single, 10_000));
    await mapAll(executor, 20_000);
    const before = await heapUsed();
    await submitAll(executor, single);
    await mapAll(executor, all - single);
    const left = await heapUsed() - before;
    assert.ok(left < slack, `${left} bytes are left`);
  });
}
