/**
 * `deno task build:dnt`: the npm package by @deno/dnt, in `dist/dnt/`, for whoever's pipeline is dnt.
 *
 *     deno task build:dnt [--dnt=SPECIFIER] [--output=FOLDER]
 *
 * It has the entries that `deno task build:npm` makes. dnt comes from `SPECIFIER`, `jsr:@deno/dnt`
 * without it, at the time this runs: no check and no other tool needs it.
 */

import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path/posix";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import config from "../deno.json" with { type: "json" };
import { additionsFor, assets, withLibrary } from "./npm_additions.ts";
import { readSource, root, typescriptIn } from "./source_tree.ts";

/** What is used of dnt. */
interface Dnt {
  emptyDir(folder: string): Promise<void>;
  build(options: BuildOptions): Promise<void>;
}

/** What is asked of it. */
export interface BuildOptions {
  readonly entryPoints: readonly EntryPoint[];
  readonly outDir: string;
  readonly shims: object;
  readonly test: boolean;
  readonly typeCheck: "single" | false;
  readonly scriptModule: "cjs" | false;
  readonly declaration: "inline";
  readonly declarationMap: boolean;
  readonly skipSourceOutput: boolean;
  readonly skipNpmInstall: boolean;
  readonly compilerOptions: { readonly target: string; readonly lib: readonly string[] };
  readonly package: Readonly<Record<string, unknown>>;
  postBuild(): Promise<void>;
}

/** A module that is asked for by this name. */
export interface EntryPoint {
  readonly name: string;
  readonly path: string;
}

/** The folder in which dnt puts ES modules. */
const modules = "./esm/";

const entries: readonly EntryPoint[] = Object.entries(config.exports).map(([name, path]) => ({
  name,
  path,
}));

/** Modules that the bench starts by their address: dnt finds only what is imported. */
function programs(): EntryPoint[] {
  const paths = typescriptIn("bench").filter((path) => !path.startsWith("bench/page/"));
  return paths.flatMap((path) => {
    const named = readSource(path).text.matchAll(/beside\("([^"]+)", import\.meta\.url\)/g);
    return [...named].map(([, module]) => {
      const name = `./${join(dirname(path), module!)}`;
      return { name, path: `${name}.ts` };
    });
  });
}

function optionsFor(outDir: string): BuildOptions {
  const hidden = programs();
  const types = entries.map(({ name, path }) => [name, inModules(path, ".d.ts")]);
  return {
    entryPoints: [...entries, ...hidden],
    outDir,
    shims: {}, // Each runtime is asked for what it has.
    test: false,
    typeCheck: false, // The checks here are stricter, by options that dnt can't be given.
    scriptModule: false, // The kernels' bytes and names come by side effects, once: one kind of module.
    declaration: "inline",
    declarationMap: false,
    skipSourceOutput: true,
    skipNpmInstall: true, // There is nothing to install.
    // For another target each entry imports polyfills, which no page could load.
    compilerOptions: { target: "Latest", lib: ["ESNext", "DOM", "DOM.Iterable"] },
    package: {
      name: config.name,
      version: config.version,
      license: config.license,
      type: "module",
      main: inModules(config.exports["."], ".js"),
      types: inModules(config.exports["."], ".d.ts"),
      exports: {
        ...Object.fromEntries(entries.map(({ name, path }) => [name, conditions(path)])),
        ...Object.fromEntries(hidden.map(({ name }) => [name, null])),
        "./package.json": "./package.json",
      },
      ...additionsFor(modules, Object.fromEntries(types)),
    },
    postBuild: () => finish(outDir),
  };
}

function inModules(path: string, ending: string): string {
  return modules + path.slice(2).replace(/\.ts$/, ending);
}

function conditions(path: string): object {
  const module = inModules(path, ".js");
  return { types: inModules(path, ".d.ts"), import: module, default: module };
}

/** What dnt puts in place of `import.meta`, for its polyfill; each runtime here has it whole. */
const importMeta = 'globalThis[Symbol.for("import-meta-ponyfill-esmodule")](import.meta)';

/**
 * Adds the files that are no modules, to declarations the library that they need, and what makes the
 * command line one, wherever dnt has put it.
 */
async function finish(outDir: string): Promise<void> {
  const folder = join(outDir, modules);
  for (const path of await assetPaths()) {
    const target = join(path.startsWith("bench/") ? folder : outDir, path);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.copyFile(join(root, path), target);
  }
  for (const path of await readdir(folder, { recursive: true })) {
    const file = join(folder, path);
    if (path.endsWith(".d.ts")) await rewrite(file, withLibrary);
    if (path.endsWith(".js")) {
      await rewrite(file, (text) => text.replaceAll(importMeta, "import.meta"));
    }
  }
  await rewrite(join(folder, "bench/main.js"), (text) => {
    return `#!/usr/bin/env node\n${text.replace(/^#!.*\n/m, "")}`;
  });
}

async function assetPaths(): Promise<string[]> {
  const inBench = await readdir(join(root, "bench"), { recursive: true });
  const paths = [...await readdir(root), ...inBench.map((path) => join("bench", path))];
  return paths.filter((path) => assets.test(path));
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  await Deno.writeTextFile(file, change(await Deno.readTextFile(file)));
}

/** A path on the command line is relative to the folder where that was written, not to this file's. */
function specifierOf(given: string): string {
  return /^\.{0,2}\//.test(given) ? pathToFileURL(resolve(given)).href : given;
}

try {
  const { values } = parseArgs({
    args: Deno.args,
    options: { dnt: { type: "string", default: "jsr:@deno/dnt" }, output: { type: "string" } },
  });
  const outDir = resolve(values.output ?? join(root, "dist", "dnt"));
  const dnt: Dnt = await import(specifierOf(values.dnt));
  Deno.chdir(root);
  await dnt.emptyDir(outDir);
  await dnt.build(optionsFor(outDir));
} catch (error) {
  console.error(`Cannot build by dnt: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
