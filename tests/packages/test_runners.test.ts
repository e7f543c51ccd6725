/**
 * Pools inside of tests, as users write them: under jest and vitest, in each of their environments
 * and pools, with real timers and with fake ones. The project in `test_runners/` has the tests.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { installPacked } from "../fixtures/packed.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? { timeout: 240_000 } : { skip: "one runtime builds the package for all" };
const tools = join(root, "node_modules");

let folder: TemporaryFolder;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  await installPacked(folder.path);
  const project = fileURLToPath(new URL("./test_runners", import.meta.url));
  cpSync(project, folder.path, { recursive: true });
  writeFileSync(join(folder.path, "package.json"), '{ "type": "module" }');
});

after(() => folder?.remove());

/** Runs a tool on Node in the project; it must end by itself, and well. */
async function run(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", JEST_JSDOM: join(tools, "jest-environment-jsdom") };
  const options = { cwd: folder.path, env, timeout: 200_000, killSignal: "SIGKILL" } as const;
  const node = await runtime("node");
  return await new Promise((resolve, reject) => {
    execFile(node, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}${stderr}`));
      else resolve(stdout + stderr);
    });
  });
}

test(
  "pools work under jest, in Node's environment and in jsdom's, with fake timers too",
  once,
  async () => {
    const jest = join(tools, "jest", "bin", "jest.js");
    const output = await run("--experimental-vm-modules", jest, "--runInBand");
    assert.match(output, /^Test Suites: 12 passed, 12 total$/m);
  },
);

test(
  "pools work under vitest, in each of its pools, in jsdom and under fake timers",
  once,
  async () => {
    const output = await run(join(tools, "vitest", "vitest.mjs"), "run");
    assert.match(output, /^ *Test Files +16 passed \(16\)$/m);
  },
);
