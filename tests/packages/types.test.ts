/**
 * The npm package's types as users' compilers see them: several versions of TypeScript, libraries
 * with and without the DOM, the types of Node and of Bun, each kind of module resolution. Nothing is
 * skipped: an error in the package's own declarations is one.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import config from "../../deno.json" with { type: "json" };
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { buildNpmPackage } from "./npm_package.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "one runtime builds it for all" };

/** What a user's configuration has of interest here. */
interface Setting {
  readonly lib: string;
  readonly types: "none" | "node" | "bun-types";
  readonly resolution: "node10" | "node16" | "nodenext" | "bundler";
}

const consumers = ["types.ts", "more_types.ts", "inference.ts"];

const strictest = [
  ...["--noEmit", "--strict", "--target", "es2022", "--allowImportingTsExtensions"],
  ...["--isolatedModules", "--verbatimModuleSyntax", "--exactOptionalPropertyTypes"],
];

let folder: TemporaryFolder;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  writeFileSync(join(folder.path, "package.json"), JSON.stringify({ type: "module" }));
  const { files } = await buildNpmPackage(folder.path);
  for (const [path, text] of files) write(join("node_modules", config.name, path), text);
  for (const name of ["@types/node", "bun-types"]) link(name);
  for (const file of consumers) {
    const source = fileURLToPath(new URL(`./consumer/${file}`, import.meta.url));
    copyFileSync(source, join(folder.path, file));
  }
});

after(async () => {
  if (onDeno) await folder.remove();
});

function write(path: string, text: string): void {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function link(name: string): void {
  const path = join(folder.path, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(packageFolder(name), path);
}

/** Where a development dependency is, of which there may be other versions. */
function packageFolder(key: string): string {
  const specifier = (config.imports as Readonly<Record<string, string>>)[key]!;
  const [, name, version] = /^npm:(.+)@(.+)$/.exec(specifier)!;
  const folder = `${name!.replace("/", "+")}@${version}`;
  return join(root, "node_modules", ".deno", folder, "node_modules", name!);
}

/** What a compiler finds wrong. */
async function check(compiler: string, { lib, types, resolution }: Setting): Promise<string> {
  const node = await runtime("node");
  const module = /^node(?:16|next)$/.test(resolution) ? resolution : "esnext";
  const flags = ["--module", module, "--moduleResolution", resolution, "--lib", lib];
  const ambient = types === "none" ? ["--typeRoots", "./none"] : ["--types", types];
  const tsc = join(packageFolder(compiler), "lib", "tsc.js");
  const args = [tsc, ...strictest, ...flags, ...ambient, ...consumers];
  try {
    return (await promisify(execFile)(node, args, { cwd: folder.path, timeout: 120_000 })).stdout;
  } catch (error) {
    return (error as { readonly stdout?: string }).stdout || String(error);
  }
}

/** Each version with settings that its users have; none of them all, for the time it takes. */
const settings: Readonly<Record<string, readonly Setting[]>> = {
  "typescript-5.4": [
    { lib: "es2022", types: "none", resolution: "node16" },
    { lib: "es2022", types: "none", resolution: "node10" },
  ],
  "typescript-5.6": [
    { lib: "es2022,dom", types: "none", resolution: "bundler" },
  ],
  "typescript-5.9": [
    { lib: "es2022", types: "none", resolution: "bundler" },
    { lib: "es2022", types: "node", resolution: "nodenext" },
    { lib: "esnext", types: "bun-types", resolution: "bundler" },
  ],
  "typescript": [
    { lib: "es2022", types: "none", resolution: "node16" },
    { lib: "esnext", types: "none", resolution: "nodenext" },
    { lib: "es2022,dom", types: "none", resolution: "bundler" },
    { lib: "es2022", types: "node", resolution: "node16" },
    { lib: "esnext,dom", types: "node", resolution: "nodenext" },
    { lib: "esnext", types: "bun-types", resolution: "bundler" },
    { lib: "esnext,dom", types: "bun-types", resolution: "nodenext" },
  ],
};

for (const [compiler, chosen] of Object.entries(settings)) {
  for (const setting of chosen) {
    const { lib, types, resolution } = setting;
    const name = `${compiler}: types hold under lib ${lib}, types ${types}, ${resolution}`;
    test(name, once, async () => assert.equal(await check(compiler, setting), ""));
  }
}
