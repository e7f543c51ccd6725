/** How a contestant's program is started: on this runtime, or by python3. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { OpenResources } from "../open_resources.ts";
import type { Launch } from "../respondent.ts";
import type { Participant } from "./roster.ts";

/** Tells how to start a participant's program. */
export type LaunchOf = (participant: Participant, workers: number) => Launch;

const program = new URL("./program.ts", import.meta.url);
const pythonProgram = new URL("../python/dispatch.py", import.meta.url);

/**
 * Makes ready what the programs need.
 *
 * @param python its executable
 */
export function launches(open: OpenResources, python = "python3"): LaunchOf {
  const env = "Deno" in globalThis || "Bun" in globalThis ? {} : compileCache(open);
  return ({ name, role }, workers) => {
    if (role !== "CPython") return { name, env, ...here([name, `${workers}`]) };
    const kind = name.split(" ").at(-1)!;
    const args = [fileURLToPath(pythonProgram), `${workers}`, kind];
    return { name, command: python, args };
  };
}

function here(args: readonly string[]): Pick<Launch, "command" | "args"> {
  const command = process.execPath;
  if ("Deno" in globalThis) return { command, args: ["run", "-A", program.href, ...args] };
  return { command, args: [fileURLToPath(program), ...args] };
}

/**
 * Node strips the types of what it loads each time anew, unless it may keep what came of it, as Deno
 * does by itself. Published code has no types: without a cache the start of ours would look worse
 * than it is.
 */
function compileCache(open: OpenResources): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "futures-bench-"));
  const remove = (): Promise<void> =>
    Promise.resolve(rmSync(folder, { recursive: true, force: true }));
  open.add({ close: remove, kill: remove });
  return { NODE_COMPILE_CACHE: folder };
}
