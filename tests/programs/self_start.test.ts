/** Programs that would start themselves without end. */

import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis;
const withShell = onDeno
  ? { skip: "what Deno starts is Deno" }
  : process.platform === "win32"
  ? { skip: "needs sh" }
  : {};

function caseOf(name: string): string {
  return fileURLToPath(new URL(`./cases/${name}`, import.meta.url));
}

/** What an application prints, and how often it was started. */
async function runApplication(...electron: readonly string[]): Promise<[string[], number]> {
  const folder = temporaryFolder();
  try {
    const [executable, starts] = [join(folder.path, "application"), join(folder.path, "starts")];
    const program = caseOf("application.ts");
    const args = [executable, starts, ...electron];
    writeFileSync(
      executable,
      `#!/bin/sh
if [ -n "$ELECTRON_RUN_AS_NODE" ]; then exec "${process.execPath}" "$@"; fi
exec "${process.execPath}" "${[program, ...args].join('" "')}"
`,
    );
    chmodSync(executable, 0o755);
    const { stdout } = await runProgram(program, args);
    return [stdout.trimEnd().split("\n"), readFileSync(starts, "utf8").length / 5];
  } finally {
    await folder.remove();
  }
}

test(
  "an application of Electron's started itself without end when it had processes",
  withShell,
  async () => {
    assert.deepEqual(await runApplication("40.0.0"), [["2", "4"], 1]);
  },
);

test(
  "a program started itself without end when its executable always runs it",
  withShell,
  async () => {
    const [lines, starts] = await runApplication();
    const told = lines.filter((line) => !line.startsWith("once more: "));
    assert.equal(told.length, 2);
    for (const line of told) {
      assert.match(
        line,
        /^BrokenProcessPool: \S+ could not be started \(UnsupportedError: Cannot start a process: /,
      );
    }
    for (const line of lines) assert.match(line, /UnsupportedError/);
    assert.ok(starts <= 3, `it was started ${starts} times`);
  },
);

for (const kind of ["threads", "processes"]) {
  test(`a preloaded module that uses ${kind} has none that start others`, {
    skip: onDeno && process.platform !== "linux" ? "Deno's workers preload nothing" : false,
  }, async () => {
    const flag = onDeno || "Bun" in globalThis ? "--preload" : "--import";
    const { stdout, code } = await runProgram(caseOf("leaves_nothing.ts"), [], {
      flags: [flag, caseOf("preloaded_pool.ts")],
      env: { TEST_KIND: kind },
    });
    const [first, second] = stdout.split("\n");
    assert.match(
      first!,
      /^Broken\w+Pool: .* could not be started \(UnsupportedError: Cannot start a worker in one that starts itself/,
    );
    assert.equal(second, "2");
    assert.equal(code, 0);
  });
}
