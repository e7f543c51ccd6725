/** How programs that use the package end, each run as a child on this runtime. */

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { type Ended, type RunOptions, runProgram } from "../fixtures/run_program.ts";

function run(name: string, options?: RunOptions): Promise<Ended> {
  return runProgram(new URL(`./cases/${name}.ts`, import.meta.url), [], options);
}

test("a program with idle pools ends by itself", async () => {
  assert.deepEqual(await run("idle"), { code: 0, signal: null, stdout: "8\n8\n", stderr: "" });
});

test("a program with pending work ends when that is done", async () => {
  const { code, stdout, stderr } = await run("pending");
  assert.equal(stderr, "");
  assert.equal(code, 0);
  const [first, ...results] = stdout.trimEnd().split("\n");
  assert.equal(first, "end of the program");
  assert.equal(results.length, 4);
  assert.ok(results.every((line) => line.endsWith("state=finished returned number>")));
});

test("tasks whose failure nobody asks for are silent", async () => {
  assert.deepEqual(await run("silent_failure"), { code: 0, signal: null, stdout: "", stderr: "" });
});

test("what tasks print comes out before shutdown() is over", async () => {
  const { code, stdout } = await run("worker_output");
  assert.equal(code, 0);
  assert.deepEqual(stdout.trimEnd().split("\n"), [
    "from a worker of ThreadPoolExecutor",
    "from a worker of ProcessPoolExecutor",
  ]);
});

test("await shutdown() at the top level keeps the program alive until it is done", async () => {
  const expected = { code: 0, signal: null, stdout: "down\ndown\n", stderr: "" };
  assert.deepEqual(await run("top_level_await"), expected);
});

test("a program that is killed takes its waiting children with it", async () => {
  let child = 0;
  const { signal } = await run("busy_children", {
    started: (program) => {
      program.stdout!.on("data", (text: string) => {
        child = Number(text);
        program.kill("SIGKILL");
      });
    },
  });
  assert.equal(signal, "SIGKILL");
  assert.ok(child > 0);
  await untilGone(child);
});

/** Resolves once there is no such process; a test that hangs here tells of an orphan. */
async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
