/** The programs under `examples/`, each run as a reader would run it, on this runtime. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../fixtures/run_program.ts";

async function assertPrints(example: string, lines: readonly string[]): Promise<void> {
  const ended = await runProgram(new URL(`../../examples/${example}`, import.meta.url));
  const stdout = lines.map((line) => `${line}\n`).join("");
  assert.deepEqual(ended, { code: 0, signal: null, stdout, stderr: "" });
}

test("1_submit_pow.ts prints the power when it has come back from the worker", async () => {
  await assertPrints("1_submit_pow.ts", [
    "before: done is false",
    "2 ** 3 = 8",
    "after: done is true",
  ]);
});

test("2_map_factorial.ts prints the factorials in input order when chunks run on processes", async () => {
  await assertPrints("2_map_factorial.ts", [
    "1",
    "120",
    "3628800",
    "2432902008176640000",
    "815915283247897734345611269596115894272000000000",
  ]);
});

test("3_done_callbacks.ts prints what each callback saw when they ran in order", async () => {
  await assertPrints("3_done_callbacks.ts", [
    "callbacks called so far: 0",
    "done: true",
    "result: 8",
    "exception: undefined",
    "future: <Future at 0x1 state=finished returned number>",
  ]);
});

test("4_wait_for_sums.ts prints all sums when they are done in time", async () => {
  await assertPrints("4_wait_for_sums.ts", [
    "sum: 55",
    "sum: 5050",
    "sum: 500500",
    "done: 3, not done: 0",
  ]);
});

test("5_as_completed.ts prints sums in order of completion when futures are given in another", async () => {
  await assertPrints("5_as_completed.ts", [
    "sum up to 10: 55",
    "sum up to 100: 5050",
    "sum up to 1000: 500500",
  ]);
});

test("6_cancel_timeout_error.ts prints each outcome when a task is cancelled, late or failed", async () => {
  await assertPrints("6_cancel_timeout_error.ts", [
    "cancel: true",
    "queued: CancelledError",
    "held: TimeoutError",
    "held: the gate is open; cancel: false",
    "RangeError: no such port: 70000, code PORT",
  ]);
});

test("7_import_tasks.ts prints what a module's functions return when workers import it", async () => {
  await assertPrints("7_import_tasks.ts", [
    "primes below 10000: 1229",
    "primes among them: 2, 97, 7919",
  ]);
});
