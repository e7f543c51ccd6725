/** The data of whoever uses a pool, as `AsyncLocalStorage` carries it along, is not kept by it. */

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { asCompleted, type PoolExecutor, type PoolOptions, wait } from "../../mod.ts";
import { collectGarbage } from "../fixtures/collect_garbage.ts";
import { Gate } from "../fixtures/gate.ts";
import { processes, tasks, testsOf, threads, threadsUnderGil } from "../fixtures/kinds.ts";

const storage = new AsyncLocalStorage<object>();

/** What a request may do, each in a context of its own; the first has the worker started. */
const requests: Readonly<Record<string, (executor: PoolExecutor) => Promise<unknown>>> = {
  first: (executor) => executor.submit(Math.sqrt, 4).result(),
  second: (executor) => executor.submit(Math.sqrt, 4).result(),
  source: (executor) => executor.submit((n: number) => n + 1, 4).result(),
  burst: (executor) => Promise.all([1, 2, 3].map((n) => executor.submit(tasks.identity, n))),
  map: (executor) => Array.fromAsync(executor.map(Math.sqrt, [1, 4, 9])),
  callback: (executor) => {
    const future = executor.submit(Math.sqrt, 4);
    future.addDoneCallback(() => {});
    return future.result(60_000);
  },
  waiters: async (executor) => {
    const future = executor.submit(Math.sqrt, 4);
    await wait([future], { timeout: 60_000 });
    for await (const _ of asCompleted([future]));
  },
};

/** Runs `use` with a store of its own, which nothing else refers to; returns what may be left. */
async function request(use: () => unknown): Promise<WeakRef<object>> {
  const store = { data: new Uint8Array(1_000_000) };
  await storage.run(store, async () => void await use());
  return new WeakRef(store);
}

/** The requests whose data is still there when nobody refers to it any more. */
async function kept(stores: ReadonlyMap<string, WeakRef<object>>): Promise<string[]> {
  const left = () => [...stores].filter(([, store]) => store.deref()).map(([name]) => name);
  for (let round = 0; round < 20 && left().length > 0; round++) await collectGarbage();
  return left();
}

for (const kind of [threads, threadsUnderGil, processes]) {
  const test = testsOf(kind);

  for (const options of [{}, { trace: true }, { maxTasksPerChild: 1_000 }] as PoolOptions[]) {
    const name = JSON.stringify({ maxWorkers: 1, ...options });
    test(`an executor of ${name} keeps no request's data, at rest or busy`, async (use) => {
      const gate = use(await Gate.make());
      const stores = new Map<string, WeakRef<object>>();
      const made: PoolExecutor[] = [];
      stores.set(
        "maker",
        await request(() => made.push(kind.create({ maxWorkers: 1, ...options }))),
      );
      const executor = use(made[0]!);
      for (const [name, make] of Object.entries(requests)) {
        stores.set(name, await request(() => make(executor)));
      }
      assert.deepEqual(await kept(stores), []);
      const held = executor.submit(tasks.hold, gate.port, -1);
      await gate.arrived(1);
      stores.set("impatient", await request(() => held.result(0).catch(() => {})));
      assert.deepEqual(await kept(stores), []);
      gate.open();
      await held;
    });
  }
}
