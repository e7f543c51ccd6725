/**
 * `deno task build:dnt` with a stand-in for @deno/dnt, which lives on JSR: what dnt is asked to do,
 * that it has no reason to refuse it, and that what comes of it runs.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import type { Asked } from "./dnt_stand_in.ts";
import { buildNpmPackage } from "./npm_package.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "one runtime builds it for all" };
const standIn = new URL("./dnt_stand_in.ts", import.meta.url);

let folder: TemporaryFolder;
/** Where the package is, in the `node_modules` of a project. */
let made: string;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  made = join(folder.path, "node_modules", "@concurrent", "futures");
  const args = [`--dnt=${standIn.href}`, `--output=${made}`];
  const { code, stderr } = await runProgram(join(root, "tools/build_dnt.ts"), args, {
    timeout: 120_000,
  });
  assert.equal(code, 0, stderr);
  writeFileSync(join(folder.path, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder.path, "deno.json"), JSON.stringify({ nodeModulesDir: "manual" }));
  for (const file of ["main.mjs", "tasks.mjs"]) {
    cpSync(fileURLToPath(new URL(`./consumer/${file}`, import.meta.url)), join(folder.path, file));
  }
});

after(async () => {
  if (onDeno) await folder.remove();
});

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(made, path), "utf8"));
}

interface Manifest {
  readonly exports: Readonly<Record<string, object | string | null>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly sideEffects: readonly string[];
}

test("dnt is asked for the entries that deno pack makes, as ES modules", once, async () => {
  const { files } = await buildNpmPackage(folder.path);
  const packed: Manifest = JSON.parse(files.get("package.json")!);
  const manifest = read<Manifest>("package.json");
  const reachable = Object.keys(manifest.exports).filter((name) => manifest.exports[name] !== null);
  assert.deepEqual(reachable.sort(), Object.keys(packed.exports).sort());
  assert.deepEqual(Object.keys(manifest.bin), Object.keys(packed.bin));
  assert.equal(manifest.sideEffects.length, packed.sideEffects.length);
  const { scriptModule, shims, test, compilerOptions } = read<Asked>("asked.json");
  assert.deepEqual([scriptModule, shims, test], [false, {}, false]);
  assert.equal(compilerOptions.target, "Latest");
  const main = readFileSync(join(made, "esm/bench/main.js"), "utf8");
  assert.match(main, /^#!.*\n/);
  assert.match(main, /if \(import\.meta\.main/);
});

test("what dnt makes has every file that deno pack's package has", once, async () => {
  const { files } = await buildNpmPackage(folder.path);
  const missing = [...files.keys()].filter((path) => {
    return ![join(made, path), join(made, "esm", path)].some((place) => existsSync(place));
  });
  assert.deepEqual(missing, []);
});

for (const name of ["deno", "bun", "node"] as const) {
  test(`what dnt makes runs on ${name}`, once, async () => {
    const program = name === "deno" ? process.execPath : await runtime(name);
    const run = async (...args: string[]) => {
      const all = [...(name === "deno" ? ["run", "-A"] : []), ...args];
      const { stdout } = await promisify(execFile)(program, all, { cwd: folder.path });
      return stdout;
    };
    const printed = "0 3 true 499500 2432902008176640000 8 10 51090942171709440000 6\n";
    assert.equal(await run("main.mjs"), printed);
    const bench = join(made, read<Manifest>("package.json").bin["futures-bench"]!);
    assert.match(
      await run(bench, "gil", "--law=cpu", "--ms=20", "--rounds=1"),
      /2 workers, locked/,
    );
  });
}

test("the stand-in refuses what dnt refuses", once, async () => {
  const { build } = await import(standIn.href) as typeof import("./dnt_stand_in.ts");
  const options = { ...read<Asked>("asked.json"), postBuild: () => Promise.resolve() };
  const sources = join(folder.path, "sources");
  mkdirSync(sources);
  const refusal = async (text: string, scriptModule: "cjs" | false, target = "Latest") => {
    const path = join(sources, "mod.ts");
    writeFileSync(path, text);
    const entryPoints = [{ name: ".", path }];
    const outDir = join(folder.path, "refused");
    mkdirSync(join(outDir, "esm"), { recursive: true });
    const compilerOptions = { ...options.compilerOptions, target };
    const asked = { ...options, entryPoints, outDir, scriptModule, compilerOptions };
    return await build(asked).then(String, String);
  };
  assert.match(await refusal("await 1; export {};", "cjs"), /top-level await/);
  assert.doesNotMatch(await refusal("await 1; export {};", false), /Error/);
  assert.match(await refusal('import "jsr:@std/path";', false), /no mapping for jsr:@std\/path/);
  assert.match(await refusal('export * from "acorn";', false), /no mapping for acorn/);
  assert.match(await refusal("export const x: = 1;", false), /Type expected/);
  const located = "export const here = import.meta.url;";
  assert.match(await refusal(located, false, "ES2022"), /there is a polyfill for import\.meta/);
  assert.doesNotMatch(await refusal(located, false), /Error/);
});

test(
  "build:dnt looks for dnt's path from where it runs, and says what it lacks",
  once,
  async () => {
    const missing = pathToFileURL(join(folder.path, "no_dnt.ts")).href;
    for (const specifier of [missing, "./no_dnt.ts"]) {
      const args = [`--dnt=${specifier}`, `--output=${join(folder.path, "none")}`];
      const path = join(root, "tools/build_dnt.ts");
      const { code, stderr } = await runProgram(path, args, { cwd: folder.path });
      assert.equal(code, 1);
      assert.match(stderr, /^Cannot build by dnt: /);
      assert.ok(stderr.includes(missing), stderr);
    }
  },
);
