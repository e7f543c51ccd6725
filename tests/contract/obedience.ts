/** Which code obeys the lock without saying so, and what `instrument: false` changes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, ThreadPoolExecutor } from "../../mod.ts";
import { modulesAreDeaf, scripts, tasks } from "../fixtures/locked_tasks.ts";
import { scoped } from "../fixtures/scoped.ts";

/** Resolves once a task counts in word 1. */
async function begun(shared: Int32Array): Promise<void> {
  while (Atomics.load(shared, 1) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

const words = (count = 3) => new Int32Array(new SharedArrayBuffer(count * 4));

/** Sets word 0. */
const set = (shared: Int32Array): void => void Atomics.store(shared, 0, 1);

export function obedienceContract(): void {
  const modules = [
    ["a module's task, and of what it imports,", tasks.burn],
    ["a CommonJS module's task", scripts.burn],
  ] as const;
  for (const [what, burn] of modules) {
    test(
      `GIL: loops of ${what} give way`,
      { skip: modulesAreDeaf },
      scoped(async (use) => {
        const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil: true }));
        const shared = words();
        const burning = executor.submit(burn, shared);
        await begun(shared);
        await executor.submit(set, shared);
        assert.ok(await burning > 0);
      }),
    );
  }

  test(
    "GIL: a task lets others run while it awaits",
    scoped(async (use) => {
      const executor = use(
        new ThreadPoolExecutor({ maxWorkers: 2, gil: { switchInterval: 600_000 } }),
      );
      for (const task of [tasks.awaitFlag, tasks.callBack]) {
        const shared = words();
        const waiting = executor.submit<[Int32Array], unknown>(task, shared);
        await executor.submit(set, shared);
        assert.ok(await waiting);
      }
      const shared = words();
      const waiting = executor.submit(async (flags: Int32Array) => {
        while (Atomics.load(flags, 0) === 0) await new Promise((go) => setTimeout(go, 1));
        return "set";
      }, shared);
      await executor.submit(set, shared);
      assert.equal(await waiting, "set");
    }),
  );

  test(
    "GIL: what runs behind an await or as a callback holds the lock",
    scoped(async (use) => {
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 3, gil: { switchInterval: 0.1 } }));
      const shared = words();
      const all = [1, 2, 3].map(() => executor.submit(tasks.alone, shared, 20));
      assert.deepEqual(await Promise.all(all), [true, true, true]);
    }),
  );

  test(
    "GIL: a chunk whose calls await lets others run, and each of its calls holds the lock",
    scoped(async (use) => {
      const executor = use(
        new ThreadPoolExecutor({ maxWorkers: 2, gil: { switchInterval: 600_000 } }),
      );
      const shared = words();
      const all = executor.map(
        tasks.awaitFlag,
        [shared, shared, shared],
        { chunksize: 3 },
      );
      await executor.submit(set, shared);
      assert.deepEqual(await Array.fromAsync(all), ["set", "set", "set"]);
    }),
  );

  test(
    "GIL: with instrument: false only checkpoint() gives way, and an await keeps the lock",
    scoped(async (use) => {
      const gil = new Gil({ switchInterval: 0.1, instrument: false });
      assert.equal(gil.instrument, false);
      const executor = use(new ThreadPoolExecutor({ maxWorkers: 2, gil }));
      const shared = words();
      const deaf = (flags: Int32Array) => {
        Atomics.store(flags, 1, 1);
        for (let turn = 0; turn < 30_000_000; turn++) if (Atomics.load(flags, 0) !== 0) return turn;
        return -1;
      };
      const turning = executor.submit(deaf, shared);
      await begun(shared);
      await executor.submit(set, shared);
      assert.equal(await turning, -1);
      const again = words();
      const waiting = executor.submit(async (flags: Int32Array) => {
        Atomics.store(flags, 1, 1);
        for (let turn = 0; turn < 5; turn++) await new Promise((go) => setTimeout(go, 1));
        return Atomics.load(flags, 0);
      }, again);
      await begun(again);
      await executor.submit(set, again);
      assert.equal(await waiting, 0);
    }),
  );
}
