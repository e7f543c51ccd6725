/** What `--html` and `--trace` write: recordings of real executors, whole, on the page and in the file. */

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { scenes } from "../../bench/gil/scenes.ts";
import { runProgram } from "../fixtures/run_program.ts";

const program = new URL("../../bench/main.ts", import.meta.url);

interface TraceFile {
  readonly traceEvents: readonly {
    readonly ph: string;
    readonly name: string;
    readonly pid: number;
    readonly ts?: number;
    readonly dur?: number;
    readonly args?: { readonly name?: string };
  }[];
}

async function written(
  ...args: readonly string[]
): Promise<{ readonly page: string; readonly trace: TraceFile }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const html = join(folder, "page.html");
    const trace = join(folder, "trace.json");
    const ended = await runProgram(program, [...args, "--html", html, "--trace", trace]);
    assert.equal(ended.stderr, "");
    assert.equal(ended.code, 0);
    const file = readFileSync(trace, "utf8");
    return { page: readFileSync(html, "utf8"), trace: JSON.parse(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function processNames({ traceEvents }: TraceFile): (string | undefined)[] {
  const named = traceEvents.filter(({ ph, name }) => ph === "M" && name === "process_name");
  return named.map(({ args }) => args?.name);
}

test("gil --html and --trace record each scene", async () => {
  const { page, trace } = await written("gil", "--law", "io", "--ms", "20", "--rounds", "1");
  assert.match(page, /^<!doctype html>/);
  for (const { title } of scenes) assert.ok(page.includes(`<h2>${title}</h2>`), title);
  assert.equal(page.match(/took turns: one ran at a time/g)?.length, scenes.length - 1);
  assert.match(page, /had no lock/);
  assert.match(page, /· load \d/);
  assert.deepEqual(processNames(trace), scenes.map(({ title }) => title));
  const [lock] = trace.traceEvents;
  const slices = trace.traceEvents.filter(({ ph, pid }) => ph === "X" && pid === lock!.pid);
  const running = slices.filter(({ name }) => name === "running").toSorted((a, b) => a.ts! - b.ts!);
  assert.ok(running.length > 0);
  for (const [index, { ts }] of running.entries()) {
    const last = running[index - 1];
    // Two clocks may differ by what they round.
    if (last) assert.ok(last.ts! + last.dur! <= ts! + 50, "one ran before the other had let go");
  }
});

test("contrast --html and --trace show bars and each of the four variants", async () => {
  const { page, trace } = await written(
    ...["contrast", "--workload", "sum", "--n", "20000000", "--rounds", "1"],
  );
  for (const variant of ["serial", "threads + GIL", "threads", "processes"]) {
    assert.ok(page.includes(`<h2>${variant}: 4 tasks of sum(20,000,000)</h2>`), variant);
  }
  assert.match(page, /<table class="chart">/);
  assert.equal(processNames(trace).length, 4);
});

test("--html is refused before anything is measured where no file can be written", async () => {
  const folder = join(tmpdir(), "no such folder");
  const path = join(folder, "page.html");
  const { code, stdout, stderr } = await runProgram(program, ["gil", "--html", path]);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.equal(stderr, `Cannot write --html ${path}: no such directory\n`);
  assert.equal(existsSync(folder), false);
});
