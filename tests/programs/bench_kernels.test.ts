/** `futures-bench kernels` as a program: who takes part, and what it says of who can't. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import type { KernelResult } from "../../bench/kernels/result.ts";
import { runProgram } from "../fixtures/run_program.ts";

const program = new URL("../../bench/main.ts", import.meta.url);
const quick = ["kernels", "--n", "300", "--rounds", "1"];

async function report(args: readonly string[], env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const path = join(folder, "report.json");
    const ended = await runProgram(program, [...args, "--json", path], { env });
    // Deno tells there what it fetches when it first needs it.
    assert.equal(ended.stderr.replaceAll(/^Download .*\n/gm, ""), "");
    assert.equal(ended.code, 0);
    return JSON.parse(readFileSync(path, "utf8")) as {
      readonly peers: Readonly<Record<string, string>>;
      readonly results: readonly KernelResult[];
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("kernels measures this package's, the runtime's and gmp-wasm's", async () => {
  const works = "factorial,multiply,toDecimal,parseDecimal,sum,sumInt32,fsum,sumRange";
  const { results, peers } = await report([...quick, "--work", works], {});
  assert.deepEqual(
    results.filter(({ work }) => work === "factorial").map(({ way }) => way),
    ["futures", "BigInt swing", "BigInt tree", "BigInt loop", "gmp-wasm"],
  );
  assert.deepEqual(Object.keys(peers), ["gmp-wasm"]);
  for (const { way, cold, median } of results) assert.ok(cold > 0 && median > 0, way);
  assert.deepEqual([...new Set(results.map(({ work }) => work))], works.split(","));
});

test("kernels ends with code 2 when n is beyond what factorials can be waited for", async () => {
  const { code, stderr } = await runProgram(program, ["kernels", "--n", "20000000"], {});
  assert.equal(code, 2);
  assert.match(stderr, /^--n is too large: 20,000,000 \(at most 10,000,000 for n!\)/);
});

test("kernels ends with code 2 and one line when --gmp finds no compiler", {
  skip: process.platform === "win32" ? "has no cc" : false,
}, async () => {
  const { code, stdout, stderr } = await runProgram(program, [...quick, "--gmp"], {
    env: { CC: "no-such-compiler" },
  });
  assert.equal(code, 2);
  assert.equal(stderr, "Cannot run --gmp: no-such-compiler is not on the PATH\n");
  assert.match(stdout, /^futures-bench \S+ kernels: 1 round, times of one call/);
});
