/**
 * Whoever leaves or ends, at any instruction and in any order, the lock goes on: in every
 * interleaving of its moves.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { turnOf } from "../../src/gil/protocol.ts";
import { explore, type Moves, movesOf, type Step, type Thread } from "../fixtures/interleavings.ts";

const word = { owner: 0, last: 1, switches: 2, turn: 3, dropRequest: 4 };
const workers = 3;
const lookAt = (id: number) => 4 + id;
const seatAt = (id: number) => lookAt(workers) + id;

/** Words of the test's own: who runs under the lock, and who has got through. */
const insideAt = (id: number) => seatAt(workers) + id;
const throughAt = (id: number) => insideAt(workers) + id;

const constants = { word, lookAt, seatAt, turnOf };
const moves = movesOf("gil/moves.ts", constants);

const taking = 0, waiting = 1, beginning = 2, running = 3;

/**
 * How a task ends: by itself, or only when its worker is asked to let go, or nobody is left to ask.
 * Nobody is asked beside a bare one, so that more workers can be looked at.
 */
type Task = "short" | "endless" | "bare";

/** A worker as `lock.ts` has it, with one task, from its start on. */
function* worker({ seize, ...lock }: Moves, me: number, task: Task): Thread {
  for (let phase = taking;;) {
    phase = yield ["checkpoint", phase];
    if (phase === taking) {
      phase = (yield* seize!(null, me)) ? beginning : waiting;
    } else if (phase === waiting) {
      if (yield* hasLeft(lock, me)) return;
      yield* awaitRelease(lock, task);
      phase = taking;
    } else if (phase === beginning) {
      const turn = task === "bare" ? 0 : yield* lock["beginTurn"]!(null, me);
      if (yield* hasLeft(lock, me)) return;
      if (task !== "bare") yield* lock["follow"]!(null, me);
      yield ["enter", me];
      phase = running + turn;
    } else {
      const turn = phase - running;
      if (task === "endless" && (yield ["others", me]) > 0) {
        if ((yield ["load", lookAt(me)]) === 0) continue;
        yield ["store", lookAt(me), 0];
        if (yield* hasLeft(lock, me)) return;
        if (!(yield* lock["isAsked"]!(null, turn))) continue;
      }
      yield ["exit", me];
      if (task === "bare") yield* lock["letGo"]!(null, me);
      else yield* drop(lock, me, turn);
      return void (yield ["through", me]);
    }
  }
}

/** Whether it has; then it gives back what it has taken. */
function* hasLeft(lock: Moves, me: number): Generator<Step, boolean, number> {
  if (yield* lock["isSeated"]!(null, me)) return false;
  yield* lock["leave"]!(null, me);
  return true;
}

function* awaitRelease(lock: Moves, task: Task): Generator<Step, void, number> {
  const owner = yield* lock["ownerToAwait"]!(null);
  if (owner === 0) return;
  if (task === "bare") return void (yield ["nap", word.owner, owner]);
  const switches = yield ["load", word.switches];
  const isTimedOut = yield ["nap", word.owner, owner];
  if (isTimedOut && (yield ["load", word.switches]) === switches) yield* lock["ask"]!(null);
}

function* drop(lock: Moves, me: number, turn: number): Generator<Step, void, number> {
  const isSwitch = yield* lock["isAsked"]!(null, turn);
  yield ["store", lookAt(me), 1];
  if (!(yield* lock["letGo"]!(null, me)) || !isSwitch) return;
  if ((yield ["load", word.last]) === me) yield ["nap", word.last, me];
}

/** The main side: gives everybody a seat, and is told that some have ended. */
function* main(lock: Moves, leaving: readonly number[]): Thread {
  for (let next = 0;;) {
    next = yield ["checkpoint", next];
    const id = leaving[next++];
    if (id === undefined) return;
    yield* lock["leave"]!(null, id);
  }
}

function step(words: Int32Array, [name, me]: Step): number {
  if (name === "through") return words[throughAt(me!)] = 1;
  if (name === "others") return waitingBeside(words, me!);
  if (name === "enter") {
    for (let other = 1; other <= workers; other++) {
      const isSeated = words[seatAt(other)] === other && words[seatAt(me!)] === me;
      assert.ok(words[insideAt(other)] === 0 || !isSeated, `${me} runs beside ${other}`);
    }
  }
  return words[insideAt(me!)] = Number(name === "enter");
}

/** How many others have a seat and have not got through. */
function waitingBeside(words: Int32Array, me: number): number {
  let count = 0;
  for (let id = 1; id <= workers; id++) {
    if (id !== me && words[seatAt(id)] === id && words[throughAt(id)] === 0) count++;
  }
  return count;
}

/**
 * Workers 1, 2 and so on with their tasks. Those that leave may end at any instruction, before or
 * after the main side is told; the others must get through.
 */
function search(tasks: readonly Task[], leaving: readonly number[], lock: Moves = moves): number {
  const ids = tasks.map((_, index) => index + 1);
  return explore({
    start: ids.map((id) => [seatAt(id), id]),
    words: throughAt(workers) + 1,
    threads: [
      () => main(lock, leaving),
      ...tasks.map((task, index) => () => worker(lock, index + 1, task)),
    ],
    mortal: leaving,
    step,
    end(words) {
      const left = ids.filter((id) => !leaving.includes(id) && words[throughAt(id)] === 0);
      assert.deepEqual(left, [], "all that stay get the lock and give it up");
      const owner = words[word.owner]!;
      assert.ok(owner === 0 || words[seatAt(owner)] !== owner, `${owner} keeps the lock`);
    },
  });
}

test("in every interleaving of two and three workers one runs at a time, and each gets through", () => {
  assert.ok(search(["short", "short"], []) > 100);
  assert.ok(search(["endless", "short"], []) > 100);
  assert.ok(search(["bare", "bare", "bare"], []) > 1_000);
});

test("a Gil was lost for ever when a worker ended after its pool was told so", () => {
  for (const task of ["short", "endless"] as const) {
    assert.ok(search([task, "short"], [1]) > 100);
  }
  assert.ok(search(["bare", "bare", "bare"], [1]) > 1_000);
});

test("a Gil goes on when two workers end after their pool was told so", {
  skip: ("Deno" in globalThis || "Bun" in globalThis) && "it takes ten seconds: Node does it",
}, () => {
  assert.ok(search(["bare", "bare", "bare"], [1, 2]) > 100_000);
});

test("the search finds what it is for: a lock that a worker takes along when it has left", () => {
  const { seize: _, ...others } = moves;
  const lost: Moves = {
    ...others,
    *seize(_words, me) {
      return Number((yield ["compareExchange", word.owner, 0, me!]) === 0);
    },
  };
  assert.throws(() => search(["short", "short"], [1], lost), /No end can be reached/);
});
