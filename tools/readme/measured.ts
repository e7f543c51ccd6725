/** The measured files of `bench/results/`, a runtime each. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../source_tree.ts";

/** What every file holds that `futures-bench --json` wrote. */
export interface Measured {
  readonly runtime: { readonly name: string; readonly version: string };
  readonly machine: { readonly cpu: string; readonly cpus: number };
}

/** What a command measured on all runtimes, as `show` tells it; `undefined` if it has not yet. */
export function measuredBy<M extends Measured>(
  command: string,
  show: (measured: readonly M[]) => string,
): string | undefined {
  const files = ["deno", "bun", "node"].map((name) =>
    join(root, `bench/results/${command}.${name}.json`)
  );
  if (!files.every((file) => existsSync(file))) return undefined;
  return show(files.map((file) => JSON.parse(readFileSync(file, "utf8"))));
}

/** The heads of the runtimes' columns. */
export function runtimeHeads(measured: readonly Measured[]): string[] {
  return measured.map(({ runtime }) => `${runtime.name} ${runtime.version}`);
}
