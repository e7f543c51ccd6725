/** The lock in a real browser: functions sent as source obey, and it is loaded where it is used. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { GilStats } from "../../mod.ts";
import { noChromium } from "../fixtures/chromium.ts";
import { bundler, onIsolatedPage } from "./gil_page.ts";

const options = {
  skip: noChromium || (bundler ? false : "no Bun here: run deno task test"),
  timeout: 120_000,
};

interface Result {
  readonly free: number;
  readonly turns: readonly number[];
  readonly awaited: string;
  readonly stats: GilStats;
  readonly types: readonly string[];
}

const program = `
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
const burn = (shared) => {
  let turns = 0;
  while (Atomics.load(shared, 0) === 0) turns++;
  return turns;
};
const words = () => new Int32Array(new SharedArrayBuffer(8));

const pool = new futures.ThreadPoolExecutor(1);
const free = await pool.submit(Math.sqrt, 9);
await pool.shutdown();
await fetch("free_is_done.js").catch(() => {});

const gil = new futures.Gil({ switchInterval: 1 });
const executor = new futures.ThreadPoolExecutor({ maxWorkers: 2, gil, trace: true });
const shared = words();
const burning = [1, 2].map(() => executor.submit(burn, shared));
while (gil.stats().forcedSwitches < 5) await turn();
Atomics.store(shared, 0, 1);
const turns = await Promise.all(burning);

gil.switchInterval = 600_000;
const flag = words();
const waiting = executor.submit(async (flag) => {
  while (Atomics.load(flag, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  return "set";
}, flag);
await executor.submit((flag) => void Atomics.store(flag, 0, 1), flag);
const awaited = await waiting;
await executor.shutdown();
const types = [...new Set(executor.trace.map(({ type }) => type))];
globalThis.result = { free, turns, awaited, stats: gil.stats(), types };
`;

test("a page's workers obey a lock, and nothing is loaded for it before", options, async () => {
  const { result, requests } = await onIsolatedPage<Result>(program);
  assert.equal(result.free, 3);
  assert.ok(result.turns.every((turns) => turns > 0));
  assert.equal(result.awaited, "set");
  assert.ok(result.stats.forcedSwitches >= 5);
  assert.equal(result.stats.workers.length, 2);
  for (const type of ["submitted", "finished", "waiting", "holding", "dropRequest"]) {
    assert.ok(result.types.includes(type), type);
  }
  const [before, after] = [0, 1].map((part) => {
    const end = requests.indexOf("free_is_done.js");
    return part === 0 ? requests.slice(0, end) : requests.slice(end + 1);
  });
  assert.deepEqual(before, ["main.js"]);
  assert.equal(after!.length, 2, "the lock and the instrumenter, each in a file of its own");
});
