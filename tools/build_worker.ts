/**
 * Bundles what workers evaluate, each with all it imports, into one text: the worker's program,
 * `src/worker/program.gen.ts`; what those take besides that have a seat at a lock,
 * `src/gil/program.gen.ts`, and what makes their tasks obey it, acorn included,
 * `src/instrument/instrumenter.gen.ts`; and what those take that are sent a kernel,
 * `src/kernels/program.gen.ts`. With `--check` it only compares, and exits with 1 if they
 * differ.
 *
 * The text is a classic script, so that it runs wherever a text can be run: as a thread's source,
 * on a command line, as a `data:` module. The pinned esbuild bundles, so the same sources give the
 * same text on every machine. Names are cut short: every page that has a pool loads the program, and
 * the stack traces of tasks show their own code by its true names all the same.
 */

import { build as esbuild, type BuildOptions, stop } from "esbuild";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { root } from "./source_tree.ts";

interface Bundle {
  readonly entry: string;
  readonly target: string;
  /** What stacks call it, where the runtime lets it. */
  readonly name?: string;
  /** What the text is, in a sentence. */
  readonly description: string;
  /** Whether it is deflated, in base64: large and seldom used. */
  readonly deflated: boolean;
  /** The packages in it, whose licences go with them. */
  readonly packages: readonly string[];
}

const bundles: readonly Bundle[] = [
  {
    entry: "src/worker/entry.ts",
    target: "src/worker/program.gen.ts",
    name: "concurrent-futures-worker.js",
    description: "The worker's whole program, as the text of a classic script.",
    deflated: false,
    packages: [],
  },
  {
    entry: "src/worker/entry_lock.ts",
    target: "src/gil/program.gen.ts",
    description: "What a worker at a lock does there, as the text of a classic script.",
    deflated: false,
    packages: [],
  },
  {
    entry: "src/kernels/entry.ts",
    target: "src/kernels/program.gen.ts",
    description: "The kernels that a worker may be sent, as the text of a classic script.",
    deflated: false,
    packages: [],
  },
  {
    entry: "src/instrument/entry.ts",
    target: "src/instrument/instrumenter.gen.ts",
    description:
      "Puts checks into source text, as the text of a classic script, deflated, in base64.",
    deflated: true,
    packages: ["acorn"],
  },
];

/** For a browser: a `node:` module, which a script can't import, is one that can't be found. */
const options = {
  bundle: true,
  format: "iife",
  legalComments: "none",
  minify: true,
  platform: "browser",
  target: "esnext",
  write: false,
} as const satisfies BuildOptions;

async function bundle({ entry, name, packages }: Bundle): Promise<string> {
  const alias = Object.fromEntries(packages.map((name) => [name, fileOf(name)]));
  const { outputFiles } = await esbuild({ ...options, alias, entryPoints: [join(root, entry)] });
  const program = strict(outputFiles[0]!.text.trim());
  return name === undefined ? program : `${program}\n//# sourceURL=${name}`;
}

/** Where Deno keeps a file of a package: esbuild knows `node_modules` only, which may not be there. */
function fileOf(specifier: string): string {
  return fileURLToPath(import.meta.resolve(specifier));
}

/**
 * A bundle has lost what made its sources strict: that they were modules. The directive goes into
 * the function, because some runtimes put code of their own before a text they run.
 */
function strict(bundled: string): string {
  const opening = "(()=>{";
  if (!bundled.startsWith(opening)) throw new Error(`the bundle doesn't begin with ${opening}`);
  return `${opening}"use strict";${bundled.slice(opening.length)}`;
}

/** Parsing as a function's body finds what no script may have: imports, `import.meta`, `await`. */
function verify(program: string): void {
  new Function(program);
  if (program.includes(JSON.stringify(root).slice(1, -1))) {
    throw new Error("the program names a folder of this machine");
  }
}

async function moduleOf(
  { entry, description, packages }: Bundle,
  program: string,
): Promise<string> {
  return [
    `// Generated from ${entry} by tools/build_worker.ts. Do not edit.`,
    ...await Promise.all(packages.map(licenceOf)),
    "",
    `/** ${description} */`,
    `export const program: string = ${JSON.stringify(program)};`,
    "",
  ].join("\n");
}

function deflated(program: string): string {
  return deflateRawSync(program, { level: 9 }).toString("base64");
}

async function programIn(path: string, { deflated }: Bundle): Promise<string | undefined> {
  const module = await import(pathToFileURL(path).href).catch(() => ({}));
  const { program } = module as { program?: string };
  if (!deflated || program === undefined) return program;
  return inflateRawSync(Buffer.from(program, "base64")).toString();
}

async function licenceOf(name: string): Promise<string> {
  const manifest = fileOf(`${name}/package.json`);
  const { version } = JSON.parse(await Deno.readTextFile(manifest));
  const licence = await Deno.readTextFile(join(manifest, "..", "LICENSE"));
  return ["", `/*! ${name} ${version}:`, "", `${licence.trim()} */`].join("\n");
}

async function build(what: Bundle): Promise<void> {
  const program = await bundle(what);
  verify(program);
  const path = join(root, what.target);
  if (!Deno.args.includes("--check")) {
    return await Deno.writeTextFile(
      path,
      await moduleOf(what, what.deflated ? deflated(program) : program),
    );
  }
  // Compared as they unpack: what deflates them may get better.
  if (await programIn(path, what) === program) return;
  throw new Error(`${what.target} is not what ${what.entry} gives; run: deno task build`);
}

try {
  for (const what of bundles) await build(what);
} catch (error) {
  console.error(`Cannot build the worker: ${error instanceof Error ? error.message : error}`);
  Deno.exitCode = 1;
} finally {
  await stop();
}
