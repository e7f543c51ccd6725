/** Workers that the system has no room for, and executables that aren't there. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ProcessPoolExecutor } from "../../mod.ts";

const limited = process.platform === "win32" ? { skip: "needs sh's ulimit" } : {};
const forThreads = !("Deno" in globalThis || "Bun" in globalThis)
  ? limited
  : { skip: "Deno and Bun end the program if a thread finds no file descriptor" };

/** What the case prints where a process may have 64 file descriptors. */
async function linesOf(kind: string): Promise<string[]> {
  const path = fileURLToPath(new URL("./cases/few_descriptors.ts", import.meta.url));
  const args = "Deno" in globalThis ? ["run", "-A", path, kind] : [path, kind];
  const { stdout } = await promisify(execFile)("/bin/sh", [
    "-c",
    'ulimit -n 64; exec "$0" "$@"',
    process.execPath,
    ...args,
  ], { timeout: 60_000 });
  return stdout.trimEnd().split("\n");
}

test(
  "a pool broke, and said -24, when there were too few file descriptors for all its processes",
  limited,
  async () => {
    const [all, ...errors] = await linesOf("processes");
    assert.equal(all, "true 25");
    assert.equal(errors.length, 2);
    for (const text of errors) {
      assert.match(text, /^BrokenProcessPool: \S+ could not be started \(/);
      assert.match(text, /too many open files/i);
      assert.match(
        text,
        /, the process pool is not usable anymore; the future was pending: square$/,
      );
    }
  },
);

test(
  "a pool broke when there were too few file descriptors for all its threads",
  forThreads,
  async () => {
    assert.deepEqual(await linesOf("threads"), ["true 25"]);
  },
);

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
