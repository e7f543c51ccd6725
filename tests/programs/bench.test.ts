/** The bench CLI as a program: what it prints and writes, how it ends, what it leaves behind. */

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { type Ended, runProgram } from "../fixtures/run_program.ts";

const program = new URL("../../bench/main.ts", import.meta.url);
const posixOnly = process.platform === "win32" ? "needs a shell script named python3" : false;

/** Few, tiny tasks: they are about the program, not about speed. */
const quick = ["--workers", "2", "--tasks", "3", "--n", "50", "--rounds", "2"];

const hasPython = (process.env.PATH ?? "").split(delimiter).some((folder) => {
  try {
    return readdirSync(folder).includes("python3");
  } catch {
    return false;
  }
});

/**
 * Runs it to the end of its output: the processes it starts write to the same pipe, so that is the
 * end of them all.
 *
 * @param path the PATH it gets; this process's without one
 */
function bench(args: readonly string[], path?: string): Promise<Ended> {
  return runProgram(program, args, path === undefined ? {} : { env: { PATH: path } });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Puts a shell script in place of python3: it says hello, gets a question, and does `then`. */
function fakePython(folder: string, then: string): void {
  const path = join(folder, "python3");
  writeFileSync(path, `#!/bin/sh\necho '{"version":"0.0"}'\nread question\n${then}\nread end\n`);
  chmodSync(path, 0o755);
}

test("bench prints a table, bars and a note and writes its report when it succeeds", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "report.json");
    const { code, stdout, stderr } = await bench([...quick, "--json", path]);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    assert.match(stdout, /^futures-bench \S+ contrast: 3 tasks on 2 workers, 2 rounds/);
    assert.match(stdout, /^(Deno|Bun|Node) \d+\..+ · load \d/m);
    assert.match(
      stdout,
      /^factorial\(50\) +serial +[\d.]+ ms +[\d.]+ ms +[\d.]+ ms +1\.00× +1\.00×$/m,
    );
    assert.match(stdout, /^ +threads \+ GIL +[\d.]+ ms +[\d.]+ ms +[\d.]+ ms +[\d.]+× +[\d.]+×$/m);
    assert.match(stdout, /^sum\(50\): speed, serial = 1$/m);
    assert.match(stdout, /^ {2}processes +[█▏▎▍▌▋▊▉]* [\d.]+×$/m);
    assert.match(stdout, /^Under one lock 2 threads had /m);
    assert.ok(!stdout.includes("\x1b"));
    assertReport(JSON.parse(readFileSync(path, "utf8")));
  });
});

/** The documented shape: other programs read it. */
function assertReport(report: Record<string, unknown>): void {
  const keys = ["version", "command", "date", "runtime", "machine", "options", "peers", "results"];
  assert.deepEqual(Object.keys(report), keys);
  assert.deepEqual(Object.keys(report.runtime as object), ["name", "version", "engine"]);
  assert.deepEqual(Object.keys(report.machine as object), ["cpu", "cpus", "os", "arch", "load"]);
  assert.deepEqual(report.options, {
    workloads: ["factorial", "sum"],
    n: { factorial: 50, sum: 50 },
    tasks: 3,
    repeats: { factorial: 1, sum: 1 },
    workers: 2,
    rounds: 2,
    python: false,
  });
  assert.deepEqual(report.peers, {});
  const results = report.results as Record<string, unknown>[];
  assert.deepEqual(
    results.map(({ workload, variant }) => `${workload} ${variant}`),
    ["factorial", "sum"].flatMap((workload) =>
      ["serial", "threads + GIL", "threads", "processes"].map((name) => `${workload} ${name}`)
    ),
  );
  for (const { ms, median, min, max, speedup, bestSpeedup, n, baseline } of results) {
    assert.equal((ms as number[]).length, 2);
    assert.ok(Number(min) <= Number(median) && Number(median) <= Number(max));
    assert.ok(Number(speedup) > 0 && Number(bestSpeedup) > 0);
    assert.deepEqual([n, baseline], [50, "serial"]);
  }
}

test("bench ends with code 2 and one line when the command line is bad", async () => {
  const bad: readonly (readonly [readonly string[], string])[] = [
    [["dance"], "Cannot run an unknown command, see --help: dance\n"],
    [["--workers", "0"], "Cannot understand --workers: not a positive integer: 0\n"],
    [["--json", join(tmpdir(), "no", "such", "x")], "no such directory\n"],
  ];
  const ends = await Promise.all(bad.map(([args]) => bench(args)));
  ends.forEach(({ code, stdout, stderr }, index) => {
    assert.ok(stderr.endsWith(bad[index]![1]), stderr);
    assert.equal(stderr.split("\n").length, 2, stderr);
    assert.equal(stdout, "");
    assert.equal(code, 2);
  });
});

test("bench shows help or its version when asked, and measures nothing", async () => {
  const [help, version] = await Promise.all([bench(["--help"]), bench(["--version"])]);
  assert.match(help.stdout, /^Usage: futures-bench [^]*--rounds N [^]*--json FILE /);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  assert.deepEqual([help.code, version.code], [0, 0]);
});

test("bench ends with code 2 and one line when --python finds no python3", async () => {
  await inFolder(async (folder) => {
    const { code, stderr } = await bench([...quick, "--python"], folder);
    assert.equal(stderr, "Cannot run --python: python3 is not on the PATH\n");
    assert.equal(code, 2);
  });
});

test("bench adds CPython's rows when python3 is there", {
  skip: hasPython ? false : "no python3 here",
}, async () => {
  const { code, stdout, stderr } = await bench([...quick, "--python", "--rounds", "1"]);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  for (const variant of ["serial", "threads", "processes"]) {
    assert.match(stdout, new RegExp(`CPython ${variant} +[\\d.]+ ms`));
  }
  assert.match(stdout, /^CPython 3\.\d+\.\d/m);
});

test("bench ends with code 1, one line and no report when an answer is wrong", {
  skip: posixOnly,
}, async () => {
  await inFolder(async (folder) => {
    fakePython(folder, `echo '{"ms":1,"answers":[[1,"1"],[1,"1"],[1,"1"]]}'`);
    const path = join(folder, "report.json");
    const args = [...quick, "--python", "--workload", "sum", "--json", path];
    const { code, stderr } = await bench(args, folder);
    assert.equal(
      stderr,
      "Cannot go on: wrong answer to sum(50) by CPython serial: task 1 of 3: 1,1\n",
    );
    assert.equal(code, 1);
    assert.deepEqual(readdirSync(folder), ["python3"]);
  });
});

test("bench ends with code 130, silently and with all its children, when interrupted", {
  skip: posixOnly,
}, async () => {
  await inFolder(async (folder) => {
    // By the time of the first question every pool has worked.
    fakePython(folder, "kill -INT $PPID");
    const args = [...quick, "--python", "--workload", "sum"];
    const { code, stdout, stderr } = await bench(args, folder);
    assert.equal(stderr, "");
    assert.equal(code, 130);
    assert.ok(!stdout.includes("serial"));
  });
});
