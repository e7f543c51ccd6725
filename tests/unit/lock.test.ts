/** One worker's lock, alone: what it does to the shared words, and what its pulse tells. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, leaveSeat, takeSeat } from "../../src/gil/gil.ts";
import { Lock } from "../../src/gil/lock.ts";
import { lookAt, placeOf, seatLimit, word } from "../../src/gil/protocol.ts";
import { underLock } from "../../src/under_lock.ts";

function seated() {
  const gil = new Gil({ switchInterval: 1 });
  const seat = takeSeat(gil, "worker");
  return { gil, seat, lock: new Lock(seat), words: new Int32Array(seat.words) };
}

/** What another worker does that asks for the current turn's end. */
function ask(words: Int32Array, turn = words[word.turn]!) {
  words[word.dropRequest] = turn;
  words[lookAt(words[word.owner]!)] = 1;
}

/** Lets the event loop turn: who waited for that is called before. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

test("Lock holds from enter() to leave(), and its look tells when it must be taken", () => {
  const { lock, seat, words } = seated();
  assert.deepEqual([words[word.owner], lock.pulse.look[0]], [0, 1]);
  lock.enter();
  assert.deepEqual([words[word.owner], lock.pulse.look[0]], [seat.id, 0]);
  lock.leave();
  assert.deepEqual([words[word.owner], lock.pulse.look[0]], [0, 1]);
});

test("a task that ends while it has released the lock leaves code behind that must take it", () => {
  const { lock, words } = seated();
  lock.enter();
  const takeBack = lock.release();
  assert.equal(lock.pulse.look[0], 0, "it runs without the lock on purpose");
  lock.leave();
  assert.equal(lock.pulse.look[0], 1);
  takeBack();
  assert.equal(words[word.owner], 0, "what it released is not to be taken back any more");
});

test("a request that came too late for its turn is taken back, not obeyed", () => {
  const { gil, lock, words } = seated();
  lock.enter();
  ask(words, words[word.turn]! + 7);
  lock.checkpoint();
  assert.deepEqual([words[word.dropRequest], lock.pulse.look[0]], [0, 0]);
  assert.equal(gil.stats().forcedSwitches, 0);
  lock.leave();
});

test("a holder that was asked and finds nobody goes on after two intervals", () => {
  const { gil, lock, words, seat } = seated();
  lock.enter();
  ask(words);
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

test("a place at the lock is taken again when its worker is gone, and there are only so many", () => {
  const gil = new Gil();
  const seats = Array.from({ length: seatLimit }, (_, index) => takeSeat(gil, `worker ${index}`));
  assert.equal(new Set(seats.map(({ look }) => look)).size, seatLimit);
  assert.throws(() => takeSeat(gil, "one more"), /RangeError: Cannot seat more than 1024 workers/);
  leaveSeat(gil, seats[7]!);
  const { id, look } = takeSeat(gil, "one more");
  assert.equal(look, seats[7]!.look);
  assert.ok(seats.every((seat) => seat.id !== id));
});

test("the place that was left last is taken last: its worker may look there still", () => {
  const gil = new Gil();
  const places = [];
  for (let count = 0; count < seatLimit; count++) {
    const seat = takeSeat(gil, "worker");
    places.push(placeOf(seat.id));
    leaveSeat(gil, seat);
  }
  assert.equal(new Set(places).size, seatLimit);
});

test("a worker that has left takes the lock for nobody: the next one gets it, and it is ended", () => {
  const { gil, seat, lock, words } = seated();
  leaveSeat(gil, seat);
  // As it does in the middle of its move.
  words[word.owner] = seat.id;
  const other = new Lock(takeSeat(gil, "other"));
  other.enter();
  other.leave();
  assert.equal(words[word.owner], 0);
  assert.throws(() => lock.enter(), /Cannot go on: the pool ends this worker/);
  assert.throws(() => lock.pulse.check(), /Cannot go on: the pool ends this worker/);
  assert.equal(words[word.owner], 0);
});

test("a turn that somebody who has left began in the middle of another's can be asked to end", () => {
  const { gil, lock, words } = seated();
  lock.enter();
  words[word.turn]!++;
  ask(words);
  lock.checkpoint();
  assert.equal(gil.stats().forcedSwitches, 1);
  lock.leave();
});

test("a worker that can't be started leaves its seat", () => {
  const gil = new Gil();
  const fail = () => {
    throw new Error("no room");
  };
  const spawn = underLock(fail, gil, undefined);
  const events = { message() {}, messageError() {}, exit() {} };
  for (let count = 0; count <= seatLimit; count++) {
    assert.throws(() => spawn("worker", events), /no room/);
  }
});

test("who asks tells the owner of that moment, whoever looked before", () => {
  const { gil, lock, words } = seated();
  const other = new Lock(takeSeat(gil, "other"));
  lock.enter();
  lock.leave();
  other.enter();
  ask(words);
  assert.deepEqual([lock.pulse.look[0], other.pulse.look[0]], [1, 1]);
  other.checkpoint();
  assert.deepEqual([gil.stats().forcedSwitches, other.pulse.look[0]], [1, 0]);
  other.leave();
});
