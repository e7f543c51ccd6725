/**
 * Programs whose world is another's: with fake timers, with another Promise, in a context of
 * `node:vm`. The programs are in `patched/`.
 */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { root } from "../../tools/source_tree.ts";
import { type RunOptions, runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onNode = !("Deno" in globalThis) && !("Bun" in globalThis);
const libraries = ["@sinonjs/fake-timers", "bluebird", "zone.js"];

let folder: TemporaryFolder;

/** The sources stand for the package: each runtime here takes TypeScript. */
before(() => {
  folder = temporaryFolder();
  cpSync(fileURLToPath(new URL("./patched", import.meta.url)), folder.path, { recursive: true });
  writeFileSync(join(folder.path, "package.json"), '{ "type": "module" }');
  const modules = join(folder.path, "node_modules");
  for (const library of libraries) {
    mkdirSync(dirname(join(modules, library)), { recursive: true });
    symlinkSync(join(root, "node_modules", library), join(modules, library));
  }
});

after(() => folder.remove());

/** What a program prints that ends by itself. */
async function run(program: string, args: readonly string[], options?: RunOptions) {
  const path = join(folder.path, program);
  const all = [new URL("../../mod.ts", import.meta.url).href, ...args];
  const { code, stdout, stderr } = await runProgram(path, all, { timeout: 100_000, ...options });
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout;
}

for (const patch of ["performance.now", "queueMicrotask", "sinon", "zone.js", "bluebird"]) {
  for (const when of ["before", "after"]) {
    test(`a pool works where ${patch} was at work ${when} it was loaded`, async () => {
      assert.equal(await run("main.mjs", [patch, when]), "0 1 4 9 16 text true\n".repeat(2));
    });
  }
}

test("a task whose process has ended is settled where nextTick() is faked", async () => {
  const printed = "BrokenProcessPool exit code 3\nBrokenProcessPool SIGKILL\nterminated\n";
  assert.equal(await run("faked_tick.mjs", []), printed);
});

test("async tasks settle in a worker in which a library has replaced Promise", async () => {
  const each = "zone.js 1 2 3 4\nbluebird 1 2 3 4\n";
  assert.equal(await run("workers.mjs", []), each.repeat(2));
});

const inRealms = onNode ? {} : { skip: "only Node loads modules into a context" };

for (const context of ["full", "bare"]) {
  test(`threads and processes answer in a ${context} context of node:vm`, inRealms, async () => {
    const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
    const printed = await run("realm.mjs", [context], { flags });
    const each = "8 28 40000 true DataCloneError\n".repeat(2);
    assert.equal(printed, `${each}7 120n\n2432902008176640000n 0.75 0.6 DataCloneError\n`);
  });
}
