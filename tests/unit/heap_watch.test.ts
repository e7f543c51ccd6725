/** What watches a thread's heap on Deno: as long as there is something to watch, and no longer. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { HeapWatch } from "../../src/worker/heap_watch.ts";

/** A watch whose timers ring when `tick()` says so. */
function watched() {
  const heap = { heap_size_limit: 1 };
  const reports: Error[] = [];
  const ringing = new Set<() => void>();
  const { setInterval, clearInterval } = globalThis;
  const set = (ring: () => void) => {
    ringing.add(ring);
    return ring;
  };
  const clear = (ring: () => void) => ringing.delete(ring);
  Object.assign(globalThis, { setInterval: set, clearInterval: clear });
  const watch = new HeapWatch({ getHeapStatistics: () => heap }, (error) => reports.push(error));
  return {
    heap,
    reports,
    watch,
    get timers() {
      return ringing.size;
    },
    tick: () => ringing.forEach((ring) => ring()),
    end: () => void Object.assign(globalThis, { setInterval, clearInterval }),
  };
}

test("an idle thread on Deno is woken by no timer", () => {
  const scene = watched();
  try {
    assert.equal(scene.timers, 0);
    scene.watch.watch(true);
    scene.watch.watch(true);
    assert.equal(scene.timers, 1);
    scene.tick();
    assert.equal(scene.timers, 1);
    scene.watch.watch(false);
    scene.tick();
    assert.equal(scene.timers, 0);
    scene.watch.watch(true);
    assert.equal(scene.timers, 1);
  } finally {
    scene.end();
  }
});

test("a heap that reached its limit is reported, also by the next task's watch", () => {
  const scene = watched();
  try {
    scene.watch.watch(true);
    scene.tick();
    assert.equal(scene.reports.length, 0);
    scene.heap.heap_size_limit = 2;
    scene.tick();
    assert.match(scene.reports[0]!.message, /reaching memory limit/);
    scene.watch.watch(false);
    scene.tick();
    scene.watch.watch(true);
    scene.tick();
    assert.equal(scene.reports.length, 3);
  } finally {
    scene.end();
  }
});
