/** Programs that are one file with their runtime in it: how they start processes, or say they can't. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onBun = "Bun" in globalThis;

let folder: TemporaryFolder | undefined;

after(() => folder?.remove());

function pathOf(name: string): string {
  return fileURLToPath(new URL(`./cases/${name}`, import.meta.url));
}

/** What a case prints as an executable of Bun, line by line. */
function linesOf(name: string, ...flags: readonly string[]): string[] {
  folder ??= temporaryFolder();
  const outfile = join(folder.path, "executable");
  const entries = [pathOf(name), pathOf("executable_tasks.ts")];
  const build = ["build", "--compile", ...flags, ...entries, "--outfile", outfile];
  execFileSync(process.execPath, build, { stdio: "pipe" });
  const output = execFileSync(outfile, { encoding: "utf8", timeout: 100_000 });
  return output.trimEnd().split("\n");
}

const bunOptions = {
  skip: !onBun
    ? "Bun makes it"
    : process.platform === "win32"
    ? "needs sh, which removes it"
    : false,
  timeout: 120_000,
};

/** The folder that Bun gives the modules in an executable. */
const embedded = ["", "$bunfs", "root"].join("/");

const withBytecode = ["--minify", "--bytecode", "--format=esm"];

test(
  "an executable of Bun started itself without end when it had a ProcessPoolExecutor",
  bunOptions,
  () => {
    for (const flags of [[], withBytecode]) {
      assert.deepEqual(linesOf("executable.ts", ...flags), [
        "144",
        "6",
        `Error: Cannot find module ${embedded}/missing.js in the executable`,
      ]);
    }
  },
);

test("a module's tasks ignored the GIL when they were in an executable of Bun", bunOptions, () => {
  for (const flags of [[], withBytecode]) {
    assert.deepEqual(linesOf("executable_gil.ts", ...flags), ["shared"]);
  }
});

test("ProcessPoolExecutor() throws when the program is an executable that would start itself", {
  skip: onBun ? "Bun's can be Bun too" : false,
}, async () => {
  const ended = await runProgram(pathOf("executable.ts"), ["childless"]);
  assert.equal(ended.stderr, "");
  assert.match(ended.stdout, /^UnsupportedError: Cannot make a ProcessPoolExecutor: /);
  assert.equal(ended.code, 0);
});
