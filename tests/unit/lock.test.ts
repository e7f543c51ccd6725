/** One worker's lock, alone: what it does to the shared words, and what its pulse tells. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, leaveSeat, takeSeat } from "../../src/gil/gil.ts";
import { Lock } from "../../src/gil/lock.ts";
import { word } from "../../src/gil/protocol.ts";

function seated() {
  const gil = new Gil({ switchInterval: 1 });
  const seat = takeSeat(gil, "worker");
  return { gil, seat, lock: new Lock(seat), words: new Int32Array(seat.words) };
}

/** Lets the event loop turn: who waited for that is called before. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

test("Lock holds from enter() to leave(), and outside tells when it must be taken", () => {
  const { lock, seat, words } = seated();
  assert.deepEqual([words[word.owner], lock.pulse.outside], [0, true]);
  lock.enter();
  assert.deepEqual([words[word.owner], lock.pulse.outside], [seat.id, false]);
  lock.leave();
  assert.deepEqual([words[word.owner], lock.pulse.outside], [0, true]);
});

test("a task that ends while it has released the lock leaves code behind that must take it", () => {
  const { lock, words } = seated();
  lock.enter();
  const takeBack = lock.release();
  assert.equal(lock.pulse.outside, false, "it runs without the lock on purpose");
  lock.leave();
  assert.equal(lock.pulse.outside, true);
  takeBack();
  assert.equal(words[word.owner], 0, "what it released is not to be taken back any more");
});

test("a request that came too late for its turn is taken back, not obeyed", () => {
  const { gil, lock, words } = seated();
  lock.enter();
  words[word.dropRequest] = words[word.turn]! + 7;
  lock.checkpoint();
  assert.equal(words[word.dropRequest], 0);
  assert.equal(gil.stats().forcedSwitches, 0);
  lock.leave();
});

test("a holder that was asked and finds nobody goes on after two intervals", () => {
  const { gil, lock, words, seat } = seated();
  lock.enter();
  words[word.dropRequest] = words[word.turn]!;
  const start = performance.now();
  lock.checkpoint();
  // Clocks round.
  assert.ok(performance.now() - start >= 2 * gil.switchInterval - 0.1);
  assert.equal(words[word.owner], seat.id);
  assert.equal(gil.stats().forcedSwitches, 1);
  lock.leave();
});

test("a worker that was taken for dead gives up nothing that is another's by now", () => {
  const { gil, seat, lock, words } = seated();
  lock.enter();
  leaveSeat(gil, seat);
  assert.equal(words[word.owner], 0, "the lock is free");
  const other = new Lock(takeSeat(gil, "other"));
  other.enter();
  lock.leave();
  assert.equal(words[word.owner], 2, "it is the other's");
  other.leave();
});

test("code that the event loop calls takes the lock and gives it up after its turn", async () => {
  const { lock, seat, words } = seated();
  lock.enter();
  lock.suspend();
  await turn();
  assert.equal(words[word.owner], 0);
  lock.pulse.check();
  assert.equal(words[word.owner], seat.id);
  await Promise.resolve();
  assert.equal(words[word.owner], seat.id, "microtasks are of the same turn");
  await turn();
  assert.equal(words[word.owner], 0);
});
