/** The npm package as `deno task build:npm` makes it, for tests that install it. */

import assert from "node:assert/strict";
import { readFileSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { parseTarGzip } from "nanotar";
import { root } from "../../tools/source_tree.ts";
import { runProgram } from "../fixtures/run_program.ts";

/** A file of the package, by its path there. */
export type Files = ReadonlyMap<string, string>;

/** The package. */
export interface NpmPackage {
  /** Where it is. */
  readonly path: string;
  readonly tarball: Uint8Array<ArrayBuffer>;
  readonly files: Files;
}

/** Builds it into a folder. */
export async function buildNpmPackage(folder: string): Promise<NpmPackage> {
  const path = join(folder, "package.tgz");
  const args = [`--output=${path}`];
  const { code, stderr } = await runProgram(join(root, "tools/build_npm.ts"), args, {
    timeout: 120_000,
  });
  assert.equal(code, 0, stderr);
  const tarball = new Uint8Array(readFileSync(path));
  const entries = await parseTarGzip(tarball);
  const files = new Map(entries.map(({ name, text }) => [name.replace(/^package\//, ""), text]));
  return { path, tarball, files };
}

/** npm's program, as each Node may run it: what `npm` on the PATH is. */
export function npmProgram(): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const path = realpathSync(join(folder, "npm"));
      if (path.endsWith(".js")) return path;
    } catch {
      // It is not there.
    }
  }
  return undefined;
}
