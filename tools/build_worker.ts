/**
 * Bundles the worker's program, `src/worker/entry.ts` and all it imports, into one text:
 * `src/worker/program.gen.ts`. With `--check` it only compares, and exits with 1 if they differ.
 *
 * The text is a classic script, so that it runs wherever a text can be run: as a thread's source,
 * on a command line, as a `data:` module. The pinned Bun bundles, so the same sources give the same
 * text on every machine. Names are left alone: they are what stack traces and errors show.
 */

import { join } from "node:path";
import { run } from "./run.ts";
import { runtime, versions } from "./runtimes.ts";
import { root } from "./source_tree.ts";

const entry = "src/worker/entry.ts";
const target = "src/worker/program.gen.ts";

/** A `node:` module stays an import, which a script can't have: Bun would put a stand-in there. */
const flags = [
  "--target=browser",
  "--format=iife",
  "--minify-syntax",
  "--minify-whitespace",
  "--external=node:*",
];

async function bundle(): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "program.js");
    await runBundler(file);
    return strict((await Deno.readTextFile(file)).trim());
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function runBundler(outfile: string): Promise<void> {
  const path = await runtime("bun", versions.bun);
  const args = ["build", entry, `--outfile=${outfile}`, ...flags];
  const { code, output } = await run({ path, args, cwd: root, timeout: 60_000 });
  if (code !== 0) throw new Error(output.trim());
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
  if (program.includes("__require(")) throw new Error(`${entry} imports a node: module statically`);
  if (program.includes(JSON.stringify(root).slice(1, -1))) {
    throw new Error("the program names a folder of this machine");
  }
}

function moduleOf(program: string): string {
  return [
    `// Generated from ${entry} by tools/build_worker.ts. Do not edit.`,
    "",
    "/** The worker's whole program, as the text of a classic script. */",
    `export const program: string = ${JSON.stringify(program)};`,
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  const program = await bundle();
  verify(program);
  const text = moduleOf(program);
  const path = join(root, target);
  if (!Deno.args.includes("--check")) return await Deno.writeTextFile(path, text);
  if (await Deno.readTextFile(path).catch(() => "") === text) return;
  throw new Error(`${target} is not what ${entry} gives; run: deno task build`);
}

try {
  await main();
} catch (error) {
  console.error(`Cannot build the worker: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
