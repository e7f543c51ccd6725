/** `futures-bench gil` as a program, tiny: what it prints and writes, alone and beside CPython. */

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import type { Figures, GilResult } from "../../bench/gil/result.ts";
import { type Ended, runProgram } from "../fixtures/run_program.ts";

const program = new URL("../../bench/main.ts", import.meta.url);
const tiny = ["gil", "--ms", "20", "--rounds", "1"];
const posixOnly = process.platform === "win32" ? "needs a shell script named python3" : false;

const hasPython = (process.env.PATH ?? "").split(delimiter).some((folder) => {
  try {
    return readdirSync(folder).includes("python3");
  } catch {
    return false;
  }
});

interface Report {
  readonly options: unknown;
  readonly peers: Readonly<Record<string, string>>;
  readonly results: readonly GilResult[];
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs it tiny and reads what it wrote. */
function measured(...args: readonly string[]): Promise<{ stdout: string; report: Report }> {
  return inFolder(async (folder) => {
    const path = join(folder, "report.json");
    const { code, stdout, stderr } = await runProgram(program, [...tiny, ...args, "--json", path]);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    return { stdout, report: JSON.parse(readFileSync(path, "utf8")) };
  });
}

/** Runs it beside a shell script that says hello and answers the first question with `then`. */
function besideFake(folder: string, law: string, then: string): Promise<Ended> {
  const path = join(folder, "python3");
  const hello = `echo '{"version":"0.0","gil":false}'`;
  writeFileSync(path, `#!/bin/sh\n${hello}\nread question\n${then}\nread end\n`);
  chmodSync(path, 0o755);
  return runProgram(program, [...tiny, "--law", law, "--python"], { env: { PATH: folder } });
}

/** The documented shape, in an order that makes sense; bounds that any machine keeps. */
function assertFigures(
  { measured, samples, rounds, p90, p99, max }: Figures,
  row: GilResult,
): void {
  const name = JSON.stringify(row);
  assert.ok(samples >= (row.hasTail && row.quantity !== "call" ? 3 : 1), name);
  assert.equal(rounds.length, 1, name);
  // A sleep may seem too short by what clocks round; a burner may get no turn in a lap this tiny.
  const least = { overshoot: -0.5, "least work / most": 0 }[row.quantity] ?? Number.MIN_VALUE;
  assert.ok(measured >= least, name);
  if (row.hasTail) assert.ok(measured <= p90! && p90! <= p99! && p99! <= max!, name);
  else assert.deepEqual([p90, p99, max], [null, null, null], name);
}

/** How many rows each law has. */
function rowCounts(results: readonly GilResult[]): Record<string, number> {
  const groups = Map.groupBy(results, ({ law }) => law);
  return Object.fromEntries([...groups].map(([law, rows]) => [law, rows.length]));
}

test("gil measures laws of this package's lock and tells them as a table and as JSON", async () => {
  const { stdout, report } = await measured("--law", "cpu,io,change,checks");
  assert.match(stdout, /^futures-bench \S+ gil: laps of 20 ms, 1 round$/m);
  assert.match(stdout, /^law +setting +measured +expected +p50 +p90 +p99 +max$/m);
  assert.match(stdout, /^io +1 worker +tasks at once +1\.00× +[\d.]+×$/m);
  assert.match(stdout, /^change +before, 50 ms +overshoot +50\.0 ms( +-?[\d.]+ ms){4}$/m);
  assert.match(stdout, /^Of their serial code's speed 1, 2, 4 workers under one lock had /m);
  assert.deepEqual(report.options, {
    laws: ["cpu", "io", "change", "checks"],
    ms: 20,
    rounds: 1,
    python: false,
  });
  assert.deepEqual(report.peers, {});
  assert.deepEqual(rowCounts(report.results), { cpu: 6, io: 4, change: 2, checks: 8 });
  for (const row of report.results) {
    assertFigures(row, row);
    assert.deepEqual([row.python, row.ratio], [null, null]);
  }
});

test("gil measures slices, and calls that keep the lock", async () => {
  const { report: { results } } = await measured("--law", "slice,native");
  assert.deepEqual(rowCounts(results), { slice: 12, native: 6 });
  for (const row of results) assertFigures(row, row);
  const shares = results.filter(({ quantity }) => quantity === "overshoot / call");
  // Not each: on a busy machine a sleep may end before its burner has woken.
  assert.ok(shares.some(({ max }) => max! > 0.5), JSON.stringify(shares));
});

test("gil measures CPython in turns when python3 is there", {
  skip: hasPython ? false : "no python3 here",
}, async () => {
  const { stdout, report } = await measured("--law", "cpu,cooperative,switching", "--python");
  assert.match(stdout, /^law .* +max +CPython's p50 +p99 +max +ratio$/m);
  assert.match(stdout, /^CPython 3\.\d+\.\d/m);
  assert.match(report.peers.CPython!, /^3\.\d+\.\d/);
  assert.deepEqual(rowCounts(report.results), { cpu: 6, cooperative: 2, switching: 3 });
  for (const row of report.results) {
    if (row.setting.lock === "free") assert.equal(row.python, null);
    else assertFigures(row.python!, row);
  }
});

test("gil says so when CPython has no lock", { skip: posixOnly }, async () => {
  await inFolder(async (folder) => {
    const then = `echo '{"samples":[[50],[1]],"answers":[]}'`;
    const { code, stdout, stderr } = await besideFake(folder, "change", then);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^CPython 0\.0 has no lock: its figures are those of free threads\.$/m);
  });
});

test("gil ends with code 1 and one line when CPython computes something else", {
  skip: posixOnly,
}, async () => {
  await inFolder(async (folder) => {
    const { code, stderr } = await besideFake(
      folder,
      "cpu",
      `echo '{"samples":[[1],[1],[1],null,null,null],"answers":[7]}'`,
    );
    assert.deepEqual([code, stderr], [1, "Cannot go on: wrong answer by CPython: 7\n"]);
  });
});

test("gil ends with code 130, silently and with all its threads, when interrupted", {
  skip: posixOnly,
}, async () => {
  await inFolder(async (folder) => {
    const { code, stdout, stderr } = await besideFake(folder, "change", "kill -INT $PPID");
    assert.deepEqual([code, stderr], [130, ""]);
    assert.ok(!stdout.includes("overshoot"));
  });
});
