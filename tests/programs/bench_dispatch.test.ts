/** `futures-bench dispatch` as a program, tiny: what it prints and writes, with everybody in it. */

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import type { DispatchResult, Measured } from "../../bench/dispatch/result.ts";
import { type Ended, runProgram } from "../fixtures/run_program.ts";

const program = new URL("../../bench/main.ts", import.meta.url);
const tiny = ["dispatch", "--workers", "2", "--tasks", "100", "--rounds", "1"];
const contestants = [
  "threads",
  "processes",
  "raw",
  "piscina",
  "tinypool",
  "workerpool",
  "poolifier",
];

const hasPython = (process.env.PATH ?? "").split(delimiter).some((folder) => {
  try {
    return readdirSync(folder).includes("python3");
  } catch {
    return false;
  }
});

/** Runs it tiny and reads what it wrote. */
async function dispatch(
  ...args: readonly string[]
): Promise<Ended & { results: DispatchResult[] }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const path = join(folder, "report.json");
    const ended = await runProgram(program, [...tiny, ...args, "--json", path], {
      timeout: 110_000,
    });
    assert.equal(ended.stderr, "");
    assert.equal(ended.code, 0);
    return { ...ended, results: JSON.parse(readFileSync(path, "utf8")).results };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whose laps gave a figure, and who failed. */
function namesOf(results: readonly DispatchResult[], figure: string): string[] {
  return results
    .filter((one) => `${one.measurement} ${one.figure}` === figure)
    .map((one) => "missing" in one ? `${one.contestant}: ${one.missing}` : one.contestant);
}

test("dispatch measures every contestant on this runtime", async () => {
  const { stdout, results } = await dispatch("--measure", "burst");
  assert.deepEqual(namesOf(results, "burst rate"), contestants);
  assert.match(stdout, /^futures-bench \S+ dispatch: 2 workers, medians of 1 round$/m);
  assert.match(stdout, new RegExp(`^ +${contestants.join(" +")} +threads to best peer$`, "m"));
  assert.match(stdout, /^100 at once( +[\d.]+k?\/s){7} +[\d.]+× [a-z]+$/m);
  assert.match(stdout, /^100 at once: speed, [a-z]+ = 1$/m);
  assert.match(stdout, /^ {2}threads +[█▏▎▍▌▋▊▉]* [\d.]+×$/m);
  for (const result of results as Measured[]) {
    assert.equal(result.laps.length, 1);
    assert.ok(result.median > 0 && result.median === result.best && result.factor! > 0);
  }
});

test("dispatch makes every measurement when somebody takes part", async () => {
  const { results } = await dispatch("--contestants", "threads");
  const all = [
    ...["burst rate", "window rate", "latency p50", "latency p99", "map chunked", "cpu speedup"],
    ...["buffer copied", "buffer transferred", "buffer shared", "first ms"],
    ...["memory heap", "memory rss", "idle ms", "map auto"],
  ];
  for (const figure of all) assert.deepEqual(namesOf(results, figure), ["threads"], figure);
});

test("dispatch adds CPython's executors when python3 is there", {
  skip: hasPython ? false : "no python3 here",
}, async () => {
  const measured = "burst,map,idle";
  const { results } = await dispatch(
    ...["--python", "--contestants", "raw", "--measure", measured],
  );
  const all = ["raw", "CPython threads", "CPython processes"];
  for (const figure of ["burst rate", "map chunked"]) {
    assert.deepEqual(namesOf(results, figure), all, figure);
  }
  assert.deepEqual(namesOf(results, "idle ms"), ["raw"]);
});
