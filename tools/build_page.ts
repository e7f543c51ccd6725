/**
 * Builds the GIL laboratory, `bench/page/`, into a folder of files for any static host: they ask
 * for each other by relative addresses, and for nothing else.
 *
 * `deno task build:page` writes to `dist/page`; `--output=FOLDER` elsewhere.
 */

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pageStyle } from "../bench/timeline/page_style.ts";
import { succeed } from "./run.ts";
import { runtime, versions } from "./runtimes.ts";
import { root } from "./source_tree.ts";

const source = join(root, "bench", "page");

/** Each a bundle of its own: the page's script, the tasks that workers import, the service worker. */
const entries = ["main", "tasks", "isolate"] as const;

/** Names stay: timelines show those of tasks. What is loaded on demand is a file of its own. */
const flags = [
  "--target=browser",
  "--splitting",
  "--minify-syntax",
  "--minify-whitespace",
  "--external=node:*",
];

async function bundle(entry: string, folder: string): Promise<void> {
  const path = await runtime("bun", versions.bun);
  const args = ["build", join(source, `${entry}.ts`), `--outdir=${folder}`, ...flags];
  await succeed({ path, args, cwd: root, timeout: 60_000 });
}

async function build(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const entry of entries) await bundle(entry, folder);
  await Deno.copyFile(join(source, "index.html"), join(folder, "index.html"));
  const own = await Deno.readTextFile(join(source, "style.css"));
  await Deno.writeTextFile(join(folder, "style.css"), `${pageStyle}\n${own}`);
}

try {
  const { values } = parseArgs({ args: Deno.args, options: { output: { type: "string" } } });
  await build(resolve(values.output ?? join(root, "dist", "page")));
} catch (error) {
  console.error(`Cannot build the page: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
