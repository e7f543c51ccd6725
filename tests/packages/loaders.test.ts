/** Projects whose TypeScript a loader compiles: tasks with what Node alone can't run, in both kinds. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { buildNpmPackage } from "./npm_package.ts";

const once = "Deno" in globalThis ? {} : { skip: "one runtime builds the package for all" };

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "nodenext", target: "es2024", skipLibCheck: true },
    "ts-node": { transpileOnly: true },
  }),
  "tasks.ts": `
enum Color { Red = 1, Green }
class Point { constructor(readonly x: number, private readonly y: number) {} sum() { return this.x + this.y; } }
export const describe = (n: number): string => Color[n] + " " + new Point(n, n).sum();`,
  "main.ts": `
import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";
enum Kind { Threads, Processes }
const tasks = importTasks<typeof import("./tasks.js")>(import.meta.resolve("./tasks.ts"));
for (const [kind, Executor] of [ThreadPoolExecutor, ProcessPoolExecutor].entries()) {
  const executor = new Executor(1);
  console.log(Kind[kind], await executor.submit(tasks.describe, 2));
  await executor.shutdown();
}`,
};

let folder: TemporaryFolder;

before(async () => {
  if (!("Deno" in globalThis)) return;
  folder = temporaryFolder();
  const made = await buildNpmPackage(folder.path);
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const { tsx, "typescript-5.9": typescript } = imports;
  const loaders = {
    tsx,
    typescript,
    "ts-node": imports["ts-node"],
    swc: imports["@swc-node/register"],
  };
  write("deno.json", JSON.stringify({ nodeModulesDir: "auto", lock: false, imports: loaders }));
  for (const [path, text] of Object.entries(files)) write(path, text);
  await run(process.execPath, "install", "--quiet");
  for (const [path, text] of made.files) {
    write(join("node_modules/@concurrent/futures", path), text);
  }
});

after(() => folder?.remove());

function write(path: string, text: string): void {
  const target = join(folder.path, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { cwd: folder.path, env, timeout: 120_000 };
  const { stdout } = await promisify(execFile)(program, args, options);
  return stdout;
}

for (
  const [loader, ...flags] of [
    ["tsx", "--import", "tsx"],
    ["@swc-node/register", "--import=@swc-node/register/esm-register"],
    ["ts-node", "--loader", "ts-node/esm"],
  ] as const
) {
  test(
    `enums and parameter properties in tasks failed in threads under ${loader}`,
    once,
    async () => {
      const node = await runtime("node");
      assert.equal(await run(node, ...flags, "main.ts"), "Threads Green 4\nProcesses Green 4\n");
    },
  );
}
