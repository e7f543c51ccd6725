/** The time for a whole `map()`: what it ends, and what it doesn't. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { HeldInput } from "../fixtures/fake_inputs.ts";
import { FakeLauncher, quiesce } from "../fixtures/fake_launcher.ts";
import { scoped } from "../fixtures/scoped.ts";

const over = { done: true, value: undefined };

test(
  "timeout counts from the call, and cancels what is left",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const launcher = new FakeLauncher();
    const results = launcher.map([1, 2, 3], { timeout: 100 });
    clock.advance(60);
    launcher.finish(0);
    assert.deepEqual(await results.next(), { done: false, value: 1 });
    const late = assert.rejects(results.next(), { name: "TimeoutError" });
    await quiesce();
    clock.advance(39);
    await quiesce();
    assert.deepEqual(launcher.cancelled, [false, false, false]);
    clock.advance(1);
    await late;
    assert.deepEqual(launcher.cancelled, [false, true, true]);
    assert.deepEqual(await results.next(), over);
    assert.equal(clock.pending, 0);
  }),
);

test(
  "what is done is yielded although the time is over",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const launcher = new FakeLauncher();
    const results = launcher.map([1, 2, 3, 4], { timeout: 10, chunksize: 2 });
    launcher.finishChunk(0);
    clock.advance(50);
    assert.deepEqual(await results.next(), { done: false, value: 1 });
    assert.deepEqual(await results.next(), { done: false, value: 2 });
    const late = assert.rejects(results.next(), { name: "TimeoutError" });
    await quiesce();
    clock.advance(0);
    await late;
  }),
);

test(
  "a timeout rejects the next() that waits; those behind it are over",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const results = new FakeLauncher().map([1, 2], { timeout: 10 });
    const all = Promise.allSettled([results.next(), results.next(), results.next()]);
    await quiesce();
    clock.advance(10);
    const [first, second, third] = await all;
    assert.equal(first!.status, "rejected");
    for (const behind of [second, third]) {
      assert.deepEqual(behind, { status: "fulfilled", value: over });
    }
  }),
);

test(
  "a timeout ends the wait for an async input",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const results = new FakeLauncher().map(new HeldInput(), { timeout: 10 });
    const late = assert.rejects(results.next(), { name: "TimeoutError" });
    await quiesce();
    clock.advance(10);
    await late;
    assert.equal(clock.pending, 0);
  }),
);

test(
  "next() in time leaves no alarm behind",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const launcher = new FakeLauncher();
    const results = launcher.map([1], { timeout: 100 });
    const next = results.next();
    await quiesce();
    assert.equal(clock.pending, 1);
    launcher.finish(0);
    await next;
    assert.equal(clock.pending, 0);
  }),
);
