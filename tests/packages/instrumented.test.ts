/**
 * Functions sent as source from modules that test runners rewrite: coverage by istanbul, under jest
 * and vitest. The project in `instrumented/` has the tests.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { installPacked } from "../fixtures/packed.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? { timeout: 180_000 } : { skip: "one runtime builds the package for all" };
const tools = join(root, "node_modules");

let folder: TemporaryFolder;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  await installPacked(folder.path);
  const project = fileURLToPath(new URL("./instrumented", import.meta.url));
  cpSync(project, folder.path, { recursive: true });
  writeFileSync(join(folder.path, "package.json"), '{ "type": "module" }');
});

after(() => folder?.remove());

/** Runs a tool on Node in the project; it must end by itself, and well. */
async function run(...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    NO_COLOR: "1",
    COVERAGE_ISTANBUL: join(tools, "@vitest/coverage-istanbul/dist/index.js"),
  };
  const options = { cwd: folder.path, env, timeout: 150_000, killSignal: "SIGKILL" } as const;
  const { stdout, stderr } = await promisify(execFile)(await runtime("node"), args, options);
  return stdout + stderr;
}

test("functions that jest's coverage had instrumented failed in workers", once, async () => {
  const jest = join(tools, "jest", "bin", "jest.js");
  const output = await run("--experimental-vm-modules", jest, "--runInBand");
  assert.match(output, /^Tests: +3 passed, 3 total$/m);
  assert.match(output, /^ *functions\.mjs *\|/m);
});

test("functions that vitest's coverage had instrumented failed in workers", once, async () => {
  const output = await run(join(tools, "vitest", "vitest.mjs"), "run");
  assert.match(output, /^ *Tests +3 passed \(3\)$/m);
  assert.match(output, /^ *functions\.mjs *\|/m);
});
