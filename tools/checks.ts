/**
 * The checks that are not tests: each is one command of Deno's that holds or not.
 *
 * Must not know how results are shown or summed.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { run } from "./run.ts";
import { root } from "./source_tree.ts";
import { check, type Verdict } from "./verdict.ts";

/** A named check. */
export interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

/** Where the project's own TypeScript is; `wasm/` is AssemblyScript, another language. */
const typescript = ["mod.ts", "src", "bench", "tests", "tools", "examples"];

/** Every check, the cheapest first. */
export const checks: readonly Check[] = [
  { name: "format", args: ["fmt", "--check"] },
  { name: "lint", args: ["lint"] },
  {
    name: "types",
    args: ["check", "--quiet", ...typescript.filter((path) => existsSync(join(root, path)))],
  },
  { name: "wasm", args: ["run", "-A", "tools/build_wasm.ts", "--check"] },
  { name: "worker", args: ["run", "-A", "tools/build_worker.ts", "--check"] },
  {
    name: "docs",
    args: ["doc", "--lint", ...Object.values(config.exports)],
  },
  { name: "jsr", args: ["publish", "--dry-run", "--allow-dirty", "--quiet"] },
  { name: "tables", args: ["run", "-A", "tools/readme.ts", "--check"] },
];

const checkTime = 300_000;

/** Runs one check. */
export async function runCheck({ args }: Check): Promise<Verdict> {
  const ended = await run({ path: Deno.execPath(), args, cwd: root, timeout: checkTime });
  const killed = ended.timedOut ? `\nThe check was killed after ${checkTime / 1000} s.` : "";
  const command = `deno ${args.join(" ")}`;
  return check(ended.code === 0, `${command}\n${ended.output.trimEnd()}${killed}`);
}
