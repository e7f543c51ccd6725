/** A fresh clone: what can be built there before anything has made `node_modules`. */

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../tools/source_tree.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const once = "Deno" in globalThis ? {} : { skip: "the tools run on Deno" };

test("build_worker.ts finds the packages that it bundles in a fresh clone", once, async () => {
  const clone = temporaryFolder();
  for (const name of ["deno.json", "deno.lock", "package.json", "src", "tools"]) {
    cpSync(join(root, name), join(clone.path, name), { recursive: true });
  }
  const program = join(clone.path, "tools", "build_worker.ts");
  const { code, stderr } = await runProgram(program, ["--check"], { cwd: clone.path });
  await clone.remove();
  assert.equal(code, 0, stderr);
});
