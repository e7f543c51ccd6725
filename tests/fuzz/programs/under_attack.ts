/**
 * Runs honest tasks beside a pool whose workers say mutations of what workers say.
 *
 *     under_attack.ts threads|processes SEED MILLISECONDS
 */

import assert from "node:assert/strict";
import process from "node:process";
import {
  BrokenExecutor,
  importTasks,
  type PoolExecutor,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
} from "../../../mod.ts";

const [kind, seed = "0", time = "0"] = process.argv.slice(2);
const attacks = importTasks<typeof import("./attack_tasks.ts")>(
  new URL("attack_tasks.ts", import.meta.url),
);

/** By messages, not by shared memory: that a hostile thread may write to. */
function make(maxWorkers: number): PoolExecutor {
  const options = { maxWorkers, maxTasksPerChild: 1_000 };
  return kind === "threads" ? new ThreadPoolExecutor(options) : new ProcessPoolExecutor(options);
}

const end = performance.now() + Number(time);
const honest = make(1);
let attacked = make(2);
let rounds = 0;
let broken = 0;

for (; performance.now() < end || rounds === 0; rounds++) {
  const from = Number(seed) + rounds * 10;
  const futures = [];
  try {
    for (let next = from; next < from + 6; next++) {
      futures.push(attacked.submit(attacks.attack, next, 20));
    }
  } catch (error) {
    assert.ok(error instanceof BrokenExecutor, String(error));
    broken++;
    await attacked.shutdown();
    attacked = make(2);
  }
  const squares = honest.map((n: number) => n * n, [1, 2, 3, 4], { chunksize: 2 });
  assert.deepEqual(await Array.fromAsync(squares), [1, 4, 9, 16]);
  assert.equal(await honest.submit((text: string) => `${text}!`, "right"), "right!");
  // With whatever: a false result is as good as its worker.
  await Promise.allSettled(futures);
}
await attacked.shutdown();
await honest.shutdown();
assert.equal(Object.keys(Object.prototype).length, 0);
console.log(`${rounds > 0 ? "all" : "no"} right`);
console.error(`${rounds} rounds, ${broken} pools broken`);
