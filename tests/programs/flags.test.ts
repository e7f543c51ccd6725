/** Flags that change how a program's modules load: they do so in its threads and processes as well. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "../../tools/source_tree.ts";
import { type RunOptions, runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onBun = "Bun" in globalThis;
const onDeno = "Deno" in globalThis;
const forNode = onBun || onDeno ? { skip: "they are Node's flags" } : {};
const forDeno = !onDeno
  ? { skip: "they are Deno's flags" }
  : Deno.build.os === "linux"
  ? {}
  : { skip: "no other system tells a program its flags" };
const forBun = onBun ? {} : { skip: "they are Bun's flags" };

/** Says what it finds, in a thread, in a process and by itself. */
const main = `
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from ${
  JSON.stringify(pathToFileURL(join(root, "mod.ts")).href)
};
import { found } from "./tasks.mjs";
if (process.argv[2]) process.chdir(process.argv[2]);
const tasks = importTasks(new URL("./tasks.mjs", import.meta.url));
const lines = [await found(process.argv[3])];
for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const executor = new Executor(1);
  lines.push(await executor.submit(tasks.found, process.argv[3]));
  await executor.shutdown();
}
console.log(lines[0]);
if (new Set(lines).size > 1) console.log("elsewhere:", ...lines.slice(1));
`;

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module", "dependencies": { "conditional": "*" } }',
  "main.mjs": main,
  "tasks.mjs": `
import { name } from "conditional";
export const found = async (virtual) => [
  name,
  ...globalThis.preloaded ?? [],
  ...virtual ? [(await import(virtual)).name] : [],
  ...typeof DEFINED === "undefined" ? [] : [DEFINED],
].join(" ");`,
  "one.mjs": '(globalThis.preloaded ??= []).push("one");',
  "four.mjs": '(globalThis.preloaded ??= []).push("four");',
  "two.cjs": '(globalThis.preloaded ??= []).push("two");',
  "hooks.mjs": `
import { registerHooks } from "node:module";
registerHooks({
  resolve: (name, context, next) => name === "virtual:name"
    ? { url: name, shortCircuit: true }
    : next(name, context),
  load: (url, context, next) => url === "virtual:name"
    ? { format: "module", source: "export const name = 'hooked'", shortCircuit: true }
    : next(url, context),
});`,
  "plugin.mjs": `
Bun.plugin({ name: "virtual", setup: (build) => build.module("virtual:name", () => ({
  exports: { name: "plugged" },
  loader: "object",
})) });`,
  "bunfig.toml": 'preload = "./one.mjs"',
  "node_modules/three/package.json": '{ "name": "three", "type": "module", "main": "main.js" }',
  "node_modules/three/main.js": '(globalThis.preloaded ??= []).push("three");',
  "node_modules/conditional/package.json": `{
    "name": "conditional", "type": "module",
    "exports": { "chosen": "./chosen.js", "default": "./other.js" }
  }`,
  "node_modules/conditional/chosen.js": 'export const name = "chosen";',
  "node_modules/conditional/other.js": 'export const name = "other";',
};

let folder: TemporaryFolder;

before(() => {
  folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
});

after(() => folder.remove());

/** What the program finds wherever it looks. */
async function found(flags: string, options: RunOptions = {}, ...args: string[]): Promise<string> {
  const program = join(folder.path, "main.mjs");
  const given = { cwd: folder.path, flags: flags.split(" "), ...options };
  const { code, stdout, stderr } = await runProgram(program, args, given);
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout.trimEnd();
}

test("--import reached no thread, however it is written", forNode, async () => {
  const flags = "--import ./one.mjs --import=three -r ./two.cjs -C chosen";
  assert.equal(await found(flags), "chosen two one three");
  const env = { NODE_OPTIONS: "--import three --require=./two.cjs --conditions=chosen" };
  assert.equal(await found("--no-deprecation", { env }), "chosen two three");
});

test("hooks of a preloaded module worked in processes and in no thread", forNode, async () => {
  assert.equal(await found("--import ./hooks.mjs", {}, "", "virtual:name"), "other hooked");
});

test("a relative --import was looked for where the program had gone", forNode, async () => {
  const env = { NODE_OPTIONS: "--import ./one.mjs" };
  assert.equal(
    await found("--import=three --import ./four.mjs", { env }, root),
    "other one three four",
  );
});

test("an option's value became the script of a process", forNode, async () => {
  const flags = "--test-concurrency 1 --test-timeout 20000 --experimental-test-isolation none " +
    "--test-name-pattern p --test-reporter spec --test-reporter-destination stdout " +
    "--inspect-port 9876 --no-deprecation";
  assert.equal(await found(flags), "other");
});

test("a process waited for a debugger that NODE_OPTIONS speaks of", forNode, async () => {
  const program = join(folder.path, "debugged.mjs");
  const options = "--require ./two.cjs --inspect-brk=0 --conditions=chosen";
  writeFileSync(
    program,
    `process.env.NODE_OPTIONS = ${JSON.stringify(options)}; await import("./main.mjs");`,
  );
  const { stdout } = await runProgram(program, [], { cwd: folder.path });
  assert.equal(stdout, "other\nelsewhere: other chosen two\n");
});

test(
  "--preload reached no thread, however it is written, nor did bunfig.toml's",
  forBun,
  async () => {
    const flags = "--preload three --require=./two.cjs --conditions chosen --define DEFINED=1";
    assert.equal(await found(flags), "chosen one three two 1");
  },
);

test("a preloaded plugin worked in processes and in no thread", forBun, async () => {
  assert.equal(await found("-r ./plugin.mjs", {}, "", "virtual:name"), "other one plugged");
});

test(
  "--cwd was applied twice, and a relative --preload where the program had gone",
  forBun,
  async () => {
    const cwd = dirname(folder.path);
    const there = folder.path.slice(cwd.length + 1);
    assert.equal(await found(`--cwd ${there} --preload ./two.cjs`, { cwd }), "other one two");
    assert.equal(await found("--preload ./two.cjs", {}, root), "other one two");
  },
);

test("--preload of Deno's reached neither threads nor processes", forDeno, async () => {
  const flags = "--preload ./one.mjs --require=./two.cjs --conditions chosen";
  for (const there of ["", root]) assert.equal(await found(flags, {}, there), "chosen one two");
  assert.equal(await found("--preload hooks.mjs", {}, "", "virtual:name"), "other hooked");
});
