/** How programs that use the package end, each run as a child on this runtime. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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

for (const kind of ["threads", "processes"] as const) {
  test(`${kind} go on when methods of the language are replaced`, async () => {
    const url = new URL("./cases/replaced_methods.ts", import.meta.url);
    const { stdout, stderr } = await runProgram(url, [kind]);
    const error = "RangeError: a text that is long enough to be encoded: é";
    const lines = ["3", "2", "3", "4", "2 3", error, "5", "2", "3", "4", "end", ""];
    assert.deepEqual([stdout.split("\n"), stderr], [lines, ""]);
  });
}

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

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  test(`a program that ${signal} ends takes its children in endless loops with it`, async () => {
    let children: number[] = [];
    const ended = await run("endless_children", {
      started: (program) => {
        program.stdout!.on("data", (text: string) => {
          children = text.split(" ").map(Number);
          program.kill(signal);
        });
      },
    });
    assert.equal(ended.signal, signal);
    assert.equal(new Set(children).size, 2);
    await Promise.all(children.map(untilGone));
  });
}

test("Ctrl-C ends a program's children too, busy or not", async () => {
  let children: number[] = [];
  await run("endless_children", {
    detached: true,
    started: (program) => {
      program.stdout!.on("data", (text: string) => {
        children = text.split(" ").map(Number);
        process.kill(-program.pid!, "SIGINT");
      });
    },
  });
  assert.equal(new Set(children).size, 2);
  await Promise.all(children.map(untilGone));
});

test("a program that handles Ctrl-C keeps its children until it is done with them", async () => {
  const { code, stdout } = await run("handles_interrupt", {
    detached: true,
    started: (program) => {
      program.stdout!.on("data", (text: string) => {
        if (text.startsWith("ready")) process.kill(-program.pid!, "SIGINT");
      });
    },
  });
  assert.equal(code, 0);
  assert.deepEqual(stdout.trimEnd().split("\n"), ["ready", "interrupted", "8"]);
});

const onLinux = process.platform === "linux" ? {} : { skip: "children are counted in /proc" };

test("pools that are shut down leave no process behind, no guard either", onLinux, async () => {
  assert.deepEqual(await run("leaves_nothing"), {
    code: 0,
    signal: null,
    stdout: "0\n",
    stderr: "",
  });
});

test("processes start and end where the PATH leads nowhere", onLinux, async () => {
  const { stdout, stderr } = await run("leaves_nothing", { env: { PATH: "/nowhere" } });
  assert.deepEqual([stdout, stderr], ["0\n", ""]);
});

test("submit() while the program exits throws, nothing is lost unheard", async () => {
  const { code, stdout, stderr } = await run("submit_at_exit");
  assert.equal(stderr, "");
  assert.equal(code, 0);
  const refusal = "ExecutorShutdownError: cannot schedule new futures after interpreter shutdown";
  assert.deepEqual(stdout.trimEnd().split("\n"), [refusal, refusal, refusal, refusal]);
});

const smallHeap: Readonly<Record<string, readonly string[]>> = {
  deno: ["--v8-flags=--max-old-space-size=64"],
  node: ["--max-old-space-size=64"],
};
const runtime = "Deno" in globalThis ? "deno" : "Bun" in globalThis ? "bun" : "node";

test("a thread that runs out of memory breaks its pool, not the program", {
  skip: runtime === "bun" && "Bun has one heap for all threads, and no limit",
}, async () => {
  const { code, stdout } = await run("out_of_memory", { flags: smallHeap[runtime]! });
  assert.equal(code, 0);
  const died = ["BrokenThreadPool", "true", "ERR_WORKER_OUT_OF_MEMORY", "BrokenThreadPool"];
  assert.deepEqual(stdout.trimEnd().split("\n"), [...died, ...died, "3"]);
});

/** Resolves once there is no such process; a test that hangs here tells of an orphan. */
async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What is dead may have its number for seconds: until whoever adopted it asks how it ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

test("the first submit of a function loads nothing that a runtime loads on demand", async () => {
  const { code, stdout, stderr } = await run("first_submit");
  assert.deepEqual([code, stdout, stderr], [0, "8,8,0,8 \n", ""]);
});
