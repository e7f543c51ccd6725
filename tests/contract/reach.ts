/** What a task can't get at, whatever it replaces: the memory by which its thread gets its tasks. */

import assert from "node:assert/strict";
import { importTasks, type PoolExecutor, type Tasks } from "../../mod.ts";
import { type Kind, testsOf } from "../fixtures/kinds.ts";

const spies: Tasks<typeof import("../fixtures/spies.ts")> = importTasks<
  typeof import("../fixtures/spies.ts")
>(import.meta.resolve("../fixtures/spies.ts"));

/** What travels in a slot, in a page, and by message, there and back. */
const values: readonly unknown[] = [
  ...[1, 0.5, "a text that is long enough to be encoded", "\ud800".repeat(40), 2n ** 100n],
  ...["x".repeat(3_000), new Float64Array(20), Uint8Array.of(1), { a: [1, { b: null }] }],
  ...[new Map([[1, 2]]), "x".repeat(50_000), new Uint8Array(100_000)],
];

async function useAll(executor: PoolExecutor): Promise<void> {
  for (const value of values) {
    assert.deepEqual(await executor.submit(spies.same, value), value);
    assert.deepEqual(await executor.submit(spies.sameLater, value), value);
  }
  assert.ok(await executor.submit(spies.fail).exception() instanceof RangeError);
  const chunks = executor.map(spies.same, [1, 2, 3], { chunksize: 2 });
  assert.deepEqual(await Array.fromAsync(chunks), [1, 2, 3]);
  const many = Array.from({ length: 100 }, (_, n) => executor.submit(spies.same, n));
  assert.equal((await Promise.all(many)).length, 100);
}

async function seesNothing(executor: PoolExecutor): Promise<void> {
  await useAll(executor);
  const [seen, looks] = await executor.submit(spies.spied);
  assert.equal(seen, "");
  assert.ok(looks > 100, `${looks} looks`);
  await executor.shutdown();
}

export function reachContract(kind: Kind): void {
  const test = testsOf(kind);
  test("a task that replaced Atomics.load() was handed the memory of all tasks", async () => {
    const executor = kind.create(1);
    await executor.submit(spies.spy);
    await seesNothing(executor);
  });

  test("an initializer that listens to all sees no memory of all tasks", async () => {
    const create = kind.create as (options: object) => PoolExecutor;
    await seesNothing(create({ maxWorkers: 1, initializer: spies.spy }));
  });
}
