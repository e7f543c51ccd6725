/** How a child is ended for certain, over one that does nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Child } from "../../src/adapters/child.ts";
import { ChildEnding, patience } from "../../src/adapters/child_ending.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { scoped, type Use } from "../fixtures/scoped.ts";

function begin(use: Use) {
  const clock = use(new FakeClock());
  const log: string[] = [];
  const child = {
    killed: false,
    /** As Deno's: one signal, and no more. */
    kill(signal: string) {
      if (!this.killed) log.push(signal);
      this.killed = true;
    },
  };
  const ending = new ChildEnding(child as Partial<Child> as Child, () => log.push("given up"));
  return { clock, log, ending };
}

test(
  "a child that doesn't end at SIGTERM is killed, and given up if nobody tells of its end",
  scoped((use) => {
    const { clock, log, ending } = begin(use);
    ending.send("SIGTERM");
    clock.advance(patience - 1);
    assert.deepEqual(log, ["SIGTERM"]);
    clock.advance(1);
    assert.deepEqual(log, ["SIGTERM", "SIGKILL"]);
    clock.advance(patience);
    assert.deepEqual(log, ["SIGTERM", "SIGKILL", "given up"]);
    assert.equal(clock.pending, 0);
  }),
);

test(
  "a second SIGTERM postpones nothing, and none takes SIGKILL back",
  scoped((use) => {
    const { clock, log, ending } = begin(use);
    ending.send("SIGTERM");
    clock.advance(patience - 1);
    ending.send("SIGTERM");
    clock.advance(1);
    assert.deepEqual(log, ["SIGTERM", "SIGTERM", "SIGKILL"]);
    ending.send("SIGTERM");
    clock.advance(patience);
    assert.deepEqual(log.slice(3), ["SIGTERM", "given up"]);
  }),
);

test(
  "a child that has ended is sent nothing more",
  scoped((use) => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const { clock, log, ending } = begin(use);
      ending.send(signal);
      ending.told();
      assert.equal(clock.pending, 0);
      assert.deepEqual(log, [signal]);
    }
  }),
);
