/** Names in modules that processes load, as Deno's configuration has them. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { flagsIn, isPassed } from "../../src/adapters/deno_flags.ts";
import { root } from "../../tools/source_tree.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis ? {} : { skip: "deno.json is Deno's" };

const onLinux = !("Deno" in globalThis) || Deno.build.os === "linux"
  ? onDeno
  : { skip: "no other system tells a program its flags" };

const main = `
import { importTasks, ProcessPoolExecutor } from ${
  JSON.stringify(pathToFileURL(join(root, "mod.ts")).href)
};
if (Deno.args[0]) Deno.chdir(Deno.args[0]);
const { name } = importTasks(import.meta.resolve("./tasks.ts"));
const executor = new ProcessPoolExecutor(1);
const future = executor.submit(name);
console.log(await future.exception() ?? await future);
await executor.shutdown();
`;

const map = '{ "imports": { "named": "./named.ts" } }';

/** Has files in a folder while something is done there. */
async function withFiles(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  try {
    mkdirSync(join(folder.path, "inner"));
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(join(folder.path, path), text);
    }
    await work(folder.path);
  } finally {
    await folder.remove();
  }
}

test("a process found no name of deno.json, wherever the program was started", onDeno, async () => {
  await withFiles({
    "deno.json": map,
    "named.ts": 'export const name = (): string => "found";',
    "inner/tasks.ts": 'export { name } from "named";',
    "inner/main.ts": main,
  }, async (folder) => {
    const inner = join(folder, "inner");
    for (const cwd of [inner, folder, root]) {
      const ended = await runProgram(join(inner, "main.ts"), [], { cwd });
      assert.deepEqual(ended, { code: 0, signal: null, stdout: "found\n", stderr: "" });
    }
  });
});

/** A program whose names are in a file that Deno doesn't look for. */
const flagged = {
  "inner/map.json": map,
  "inner/named.ts": 'export const name = (): string => "found";',
  "tasks.ts": 'export { name } from "named";',
  "main.ts": main,
};

test("a process knew nothing of --import-map and --config", onLinux, async () => {
  await withFiles(flagged, async (folder) => {
    const ways = ["--import-map=inner/map.json", "--import-map inner/map.json"];
    for (const flags of [...ways, "--config=inner/map.json", "-c inner/map.json"]) {
      for (const there of ["", root]) {
        const options = { cwd: folder, flags: flags.split(" ") };
        const { stdout } = await runProgram(join(folder, "main.ts"), [there], options);
        assert.equal(stdout, "found\n", flags);
      }
    }
  });
});

test(
  "a name that a process lacks for want of a flag is an error that tells the way out",
  onDeno,
  async () => {
    await withFiles(flagged, async (folder) => {
      const { stdout } = await runProgram(join(folder, "main.ts"), [], {
        cwd: folder,
        flags: ["--import-map=inner/map.json"],
        rights: ["--allow-read", "--allow-run", "--allow-env"],
      });
      assert.match(
        stdout,
        /^TypeError: Import "named" not a dependency[^]*: Deno tells no program/,
      );
      assert.match(stdout, /name the map in a deno\.json beside the program/);
    });
  },
);

test("flagsIn() reads the flags up to the program; what changes how modules load is passed on", () => {
  const flagsOf = (line: string) =>
    flagsIn(line.split(" "), resolve("/program")).filter(isPassed).join(" ");
  const cases = [
    ["run -A main.ts --import-map=x", ""],
    ["-A main.ts", ""],
    ["run --quiet --config https://a/b.json -A main.ts", "--config=https://a/b.json"],
    [
      "run --ext ts --lock a.lock --conditions dev main.ts",
      `--lock=${resolve("/program/a.lock")} --conditions=dev`,
    ],
    [
      "test --unstable-sloppy-imports --no-lock --seed 3 --cached-only a",
      "--unstable-sloppy-imports --no-lock --cached-only",
    ],
    [
      "run -c=a.json --node-modules-dir=auto --v8-flags=--x=1 - -c b",
      `-c=${resolve("/program/a.json")} --node-modules-dir=auto --v8-flags=--x=1`,
    ],
    ["run --vendor -- --no-remote", "--vendor"],
    ["--quiet run --no-npm run --no-remote", "--no-npm"],
  ] as const;
  for (const [line, flags] of cases) assert.equal(flagsOf(line), flags);
});
