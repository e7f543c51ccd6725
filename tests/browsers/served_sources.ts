/**
 * The project's own files as a page can load them: each by itself, without types, under its own
 * path, and with what stands in for what a browser lacks.
 */

import { build, stop } from "esbuild";
import { join, relative } from "node:path";
import { root, typescriptIn } from "../../tools/source_tree.ts";

/** What is loaded in place of a module or a file. */
const standIns: Readonly<Record<string, string>> = {
  "node:assert/strict": "assert.ts",
  "node:process": "process.ts",
  "node:test": "test.ts",
  "tests/fixtures/gate.ts": "gate.ts",
  "tests/fixtures/hold.ts": "hold.ts",
  "tests/fixtures/locked_tasks.ts": "locked_tasks.ts",
  "tests/fixtures/read_text.ts": "read_text.ts",
};

const folder = "/tests/browsers/stand_ins/";

const generated = [
  "src/worker/program.gen.ts",
  "src/gil/program.gen.ts",
  "src/instrument/instrumenter.gen.ts",
  "src/kernels/bytes.gen.ts",
  "src/kernels/program.gen.ts",
];

/** What a page may ask for, by its path from the project's folder. */
export async function servedSources(): Promise<ReadonlyMap<string, string>> {
  const sources = await transform([...typescriptIn("mod.ts", "src", "tests"), ...generated]);
  for (const [path, standIn] of Object.entries(standIns)) {
    if (sources.has(path)) sources.set(path, `export * from "${folder}${standIn}";`);
  }
  return sources;
}

async function transform(paths: readonly string[]): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: paths.map((path) => join(root, path)),
    outbase: root,
    outdir: root,
    outExtension: { ".js": ".ts" },
    target: "esnext",
    write: false,
  });
  await stop();
  return new Map(outputFiles.map(({ path, text }) => [pathOf(path), replaceModules(text)]));
}

function pathOf(path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

/** Modules of Node's for which nothing stands in are left: a page that loads one fails. */
function replaceModules(text: string): string {
  return text.replace(/ from "(node:[^"]+)";$/gm, (whole, name) => {
    const standIn = standIns[name];
    return standIn === undefined ? whole : ` from "${folder}${standIn}";`;
  });
}
