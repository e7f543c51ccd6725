/**
 * The npm package as its users get it: installed from a registry by npm on three Nodes, by Bun and
 * by Deno, and looked at by its critics.
 */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { gunzipSync } from "node:zlib";
import { runtime, testedNodes } from "../../tools/runtimes.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { buildNpmPackage, type NpmPackage, npmProgram } from "./npm_package.ts";
import { type Registry, startRegistry } from "./registry.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "one runtime builds it for all" };
const npm = npmProgram();
const withNpm = onDeno && npm === undefined ? { skip: "no npm on the PATH" } : once;

/** What the consumer prints. */
const printed = "0 3 true 499500 2432902008176640000 8 10 51090942171709440000 6\n";

let folder: TemporaryFolder;
let made: NpmPackage;
let registry: Registry;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  made = await buildNpmPackage(folder.path);
  const manifest = JSON.parse(made.files.get("package.json")!);
  registry = await startRegistry({ tarball: made.tarball, manifest });
});

after(async () => {
  if (!onDeno) return;
  await registry.close();
  await folder.remove();
});

/** A project with the consumer's files and nothing else. */
function project(name: string, manifest: object = { type: "module" }): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  writeFileSync(join(path, "package.json"), JSON.stringify(manifest));
  for (const file of ["main.mjs", "tasks.mjs", "trouble.mjs"]) {
    const source = fileURLToPath(new URL(`./consumer/${file}`, import.meta.url));
    copyFileSync(source, join(path, file));
  }
  return path;
}

/** Runs a program there, which finds packages in the registry of these tests. */
async function run(cwd: string, program: string, ...args: string[]): Promise<string> {
  const cache = join(folder.path, "cache");
  const env = {
    ...process.env,
    PATH: `${dirname(program)}${delimiter}${process.env.PATH}`,
    HOME: folder.path,
    NO_COLOR: "1",
    npm_config_registry: registry.url,
    NPM_CONFIG_REGISTRY: registry.url,
    npm_config_cache: join(cache, "npm"),
    npm_config_update_notifier: "false",
    BUN_INSTALL_CACHE_DIR: join(cache, "bun"),
    DENO_DIR: join(cache, "deno"),
  };
  const { stdout } = await promisify(execFile)(program, args, { cwd, env, timeout: 120_000 });
  return stdout;
}

/** Asserts that what a runtime shows of an error is the line of the package that threw it. */
async function assertShowsItsLine(path: string, program: string, ...args: string[]): Promise<void> {
  const error = await run(path, program, ...args, "trouble.mjs").then(String, (e) => e);
  const shown = stripVTControlCharacters(error.stderr);
  assert.match(shown, /InvalidStateError: FINISHED: <Future/);
  assert.doesNotMatch(shown, /warning/i);
  const [, file, line] = /at .*?((?:\/|[A-Z]:)[^():]+\/futures\/[^():]+):(\d+):\d+/.exec(shown)!;
  assert.match(readFileSync(file!, "utf8").split("\n")[Number(line) - 1]!, /throw new Invalid/);
}

for (const version of testedNodes) {
  test(`the package installed by npm works on Node ${version}`, withNpm, async () => {
    const node = await runtime("node", version);
    const path = project(`node-${version}`);
    await run(path, node, npm!, "install", "--no-audit", "--no-fund", "@concurrent/futures");
    assert.equal(await run(path, node, "main.mjs"), printed);
    const require = 'require.resolve("@concurrent/futures/package.json")';
    assert.match(
      await run(path, node, "--input-type=commonjs", "-p", require),
      /futures.package\.json\n$/,
    );
    const bench = join("node_modules", ".bin", "futures-bench");
    const table = await run(path, node, bench, "gil", "--law=cpu", "--ms=20", "--rounds=1");
    assert.match(table, /2 workers, locked/);
    await assertShowsItsLine(path, node);
    await assertShowsItsLine(path, node, "--enable-source-maps");
  });
}

test("the package installed by bun add works", once, async () => {
  const bun = await runtime("bun");
  const path = project("bun");
  await run(path, bun, "add", "@concurrent/futures");
  assert.equal(await run(path, bun, "main.mjs"), printed);
  await assertShowsItsLine(path, bun);
});

test("the package installed by deno add npm: works", once, async () => {
  const path = project("deno", {});
  writeFileSync(join(path, "deno.json"), "{}");
  await run(path, process.execPath, "add", "--quiet", "npm:@concurrent/futures");
  assert.equal(await run(path, process.execPath, "run", "-A", "main.mjs"), printed);
  await assertShowsItsLine(path, process.execPath, "run", "-A");
});

test("publint has nothing to say about the package", once, async () => {
  const { publint } = await import("publint");
  const { messages } = await publint({ pack: { tarball: made.tarball.buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test("the package's types are not wrong, by arethetypeswrong", once, async () => {
  const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
  const result = await checkPackage(createPackageFromTarballData(made.tarball));
  assert.ok(result.types);
  const problems = result.problems.filter((problem) =>
    !("resolutionKind" in problem) || problem.resolutionKind !== "node16-cjs"
  );
  assert.deepEqual(problems, []);
});

test("the package's archive ends in two blocks of zeros, as archives do", once, () => {
  assert.deepEqual(gunzipSync(made.tarball).subarray(-1024), Buffer.alloc(1024));
});

test("the package depends on nothing", once, () => {
  const { dependencies, peerDependencies } = JSON.parse(made.files.get("package.json")!);
  assert.deepEqual([dependencies, peerDependencies], [undefined, undefined]);
});

test("the package has no file that nobody needs", once, () => {
  const odd = [...made.files.keys()].filter((path) =>
    !/\.(?:js|d\.ts)$/.test(path) && !/^bench\/.*\.(?:py|c)$/.test(path)
  );
  const expected = [
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "deno.json",
    "package.json",
  ];
  assert.deepEqual(odd.sort(), expected);
});
