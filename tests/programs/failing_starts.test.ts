/** Workers that the system has no room for, and executables that aren't there. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ProcessPoolExecutor } from "../../mod.ts";

const limited = process.platform === "win32" ? { skip: "needs sh's ulimit" } : { skip: false };

/** What the case prints where a process may have 64 file descriptors. */
async function linesOf(kind: string): Promise<string[]> {
  const path = fileURLToPath(new URL("./cases/few_descriptors.ts", import.meta.url));
  const args = "Deno" in globalThis
    ? ["run", "-A", "--unstable-worker-options", path, kind]
    : [path, kind];
  const { stdout } = await promisify(execFile)("/bin/sh", [
    "-c",
    'ulimit -n 64; exec "$0" "$@"',
    process.execPath,
    ...args,
  ], { timeout: 60_000 });
  return stdout.trimEnd().split("\n");
}

/** A pool with some workers computes everything; of one without any each future says why. */
function assertGoesOn(lines: readonly string[], word: "process" | "thread", futures: number): void {
  const [all, ...errors] = lines;
  assert.equal(all, "true 25");
  assert.equal(errors.length, futures);
  const Broken = word === "process" ? "BrokenProcessPool" : "BrokenThreadPool";
  for (const text of errors) {
    assert.match(text, new RegExp(`^${Broken}: \\S+ could not be started \\(`));
    assert.match(text, word === "process" ? /too many open files/i : /too many open files|EMFILE/i);
    const end = `the ${word} pool is not usable anymore; the future was pending: square`;
    assert.ok(text.endsWith(`, ${end}`), text);
  }
}

test(
  "a pool broke, and said -24, when there were too few file descriptors for all its processes",
  limited,
  async () => assertGoesOn(await linesOf("processes"), "process", 2),
);

test(
  "a program ended when there were too few file descriptors for all its threads",
  limited,
  async () => assertGoesOn(await linesOf("threads"), "thread", 1),
);

test("a program ended when there were too few file descriptors for threads with permissions", {
  skip: limited.skip || (!("Deno" in globalThis) && "permissions are Deno's alone"),
}, async () => assertGoesOn(await linesOf("permissions"), "thread", 1));

test("a process whose executable is not there breaks the pool and says why", async () => {
  const { execPath } = process;
  process.execPath = "/missing/runtime";
  try {
    const executor = new ProcessPoolExecutor(1);
    const future = executor.submit((n: number) => n, 1);
    assert.match(
      String(await future.exception()),
      /could not be started \([^)]*\bENOENT\b[^)]*\), the process pool/,
    );
    await executor.shutdown();
  } finally {
    process.execPath = execPath;
  }
});
