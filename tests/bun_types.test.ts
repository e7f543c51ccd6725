/** The sources under Bun's types: Bun's users open them in their editors, where they came from JSR. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import config from "../deno.json" with { type: "json" };
import { runtime } from "../tools/runtimes.ts";
import { root, typescriptIn } from "../tools/source_tree.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "one runtime checks for all" };

/** The configuration that `bun init` writes, and what this project is checked with anyway. */
const settings = [
  ...["--noEmit", "--strict", "--target", "esnext", "--module", "preserve"],
  ...["--moduleDetection", "force", "--allowImportingTsExtensions", "--types", "bun-types"],
  ...["--verbatimModuleSyntax", "--erasableSyntaxOnly", "--noUncheckedIndexedAccess"],
  ...["--exactOptionalPropertyTypes", "--noImplicitOverride"],
];

for (const lib of ["esnext", "esnext,dom"]) {
  test(`the sources hold under Bun's types and lib ${lib}`, once, async () => {
    const tsc = join(root, "node_modules", "typescript", "lib", "tsc.js");
    const entries = typescriptIn("src/worker").filter((path) => path.includes("/entry"));
    const files = [...Object.values(config.exports), ...entries];
    const args = [tsc, ...settings, "--lib", lib, ...files];
    const checking = promisify(execFile)(await runtime("node"), args, { cwd: root });
    const found = await checking.then(() => "", (error) => error.stdout || String(error));
    assert.equal(found, "");
  });
}
