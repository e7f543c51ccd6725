/** A worker that has a seat at a lock, before the lock's program is there: over a port of the test's. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { realm } from "../../src/core/realm.ts";
import { Gil, takeSeat } from "../../src/gil/gil.ts";
import { program } from "../../src/gil/program.gen.ts";
import type { HostMessage, WorkerMessage } from "../../src/wire/messages.ts";
import { decodeError } from "../../src/wire/remote_error.ts";
import { serve } from "../../src/worker/serve.ts";

class Desk {
  readonly posted: WorkerMessage[] = [];
  readonly exits: number[] = [];
  receive: (message: HostMessage) => void = () => {};
  unread: (reason: unknown) => void = () => {};

  constructor() {
    serve({
      post: (message) => void this.posted.push(message),
      listen: (receive, unread) => Object.assign(this, { receive, unread }),
      catchAll() {},
      exit: (code) => void this.exits.push(code),
    });
    const seat = takeSeat(new Gil(), "worker", undefined);
    this.receive({ type: "seat", seat, instrument: false });
  }

  get types(): string[] {
    return this.posted.map(({ type }) => type);
  }
}

/** Lets what is awaited go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

afterEach(() => {
  delete realm.lock;
});

test("all that follows a seat waits for the lock, in its order", async () => {
  const desk = new Desk();
  desk.receive({ type: "init", name: "worker" });
  desk.receive({ type: "exit" });
  await settled();
  assert.deepEqual(desk.types, ["online"]);
  desk.receive({ type: "lock", program });
  assert.ok(realm.lock);
  assert.deepEqual(desk.exits, [0]);
  await settled();
  assert.deepEqual(desk.types, ["online", "ready"]);
});

test("what can't be decoded waits for the lock too", () => {
  const desk = new Desk();
  desk.unread("it is rubbish");
  assert.deepEqual(desk.types, ["online"]);
  desk.receive({ type: "lock", program });
  assert.deepEqual(desk.types, ["online", "failed"]);
});

test("a lock that can't be loaded ends the worker, and it says why", () => {
  const desk = new Desk();
  desk.receive({ type: "init", name: "worker" });
  desk.receive({ type: "lock", failure: "Error: offline" });
  const [, crashed] = desk.posted;
  assert.ok(crashed?.type === "crashed");
  const error = decodeError(crashed.error) as Error;
  assert.equal(error.message, "Cannot load the GIL: Error: offline");
  assert.deepEqual(desk.exits, [1]);
  assert.deepEqual(desk.types, ["online", "crashed"]);
  assert.equal(realm.lock, undefined);
});
