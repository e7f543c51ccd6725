/** When a pool's workers are started, over starts that take as long as the test says. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { afterTurn } from "../../src/core/turn.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { FakePool } from "../fixtures/fake_pool.ts";
import { scoped, type Use } from "../fixtures/scoped.ts";

const nextTurn = () => new Promise<void>(afterTurn);

/** A pool of four whose starts take so many ms. */
function poolOf(use: Use, ms: number): FakePool {
  const clock = use(new FakeClock());
  const fake = new FakePool({ maxWorkers: 4 });
  fake.starting = () => clock.advance(ms);
  return fake;
}

test(
  "the starts of many workers blocked the program until all were over",
  scoped(async (use) => {
    const fake = poolOf(use, 40);
    const counts: number[] = [];
    fake.submit(1, 2, 3, 4, 5);
    for (let turn = 0; turn < 5; turn++) {
      counts.push(fake.workers.length);
      await nextTurn();
    }
    assert.deepEqual(counts, [1, 2, 3, 4, 4]);
  }),
);

test(
  "quick starts are done in one turn",
  scoped((use) => {
    const quick = poolOf(use, 2);
    quick.submit(1, 2, 3, 4, 5);
    assert.equal(quick.workers.length, 4);
  }),
);

test(
  "a start that has to wait for a turn is not made if nobody needs it any more",
  scoped(async (use) => {
    const fake = poolOf(use, 40);
    const [, second] = fake.submit(1, 2);
    second!.cancel();
    await nextTurn();
    assert.equal(fake.workers.length, 1);
    fake.submit(3);
    assert.equal(fake.workers.length, 2);
    const gone = fake.pool.terminate(true);
    await nextTurn();
    assert.equal(fake.workers.length, 2);
    for (const worker of fake.workers) worker.exit({ signal: "SIGKILL" });
    await gone;
  }),
);

test(
  "start after start that fails leaves the tasks to the workers there are",
  scoped(async (use) => {
    const fake = poolOf(use, 40);
    const futures = fake.submit(1, 2, 3);
    fake.refuses = true;
    for (let turn = 0; turn < 3; turn++) await nextTurn();
    assert.equal(fake.refusals, 1);
    fake.worker(0).ready();
    for (const _ of futures) fake.worker(0).finish("done");
    assert.deepEqual(await Promise.all(futures), ["done", "done", "done"]);
  }),
);
