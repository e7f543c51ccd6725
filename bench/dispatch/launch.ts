/** How a contestant's program is started: on this runtime, or by python3. */

import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { beside } from "../beside.ts";
import type { Launch } from "../respondent.ts";
// What only its address refers to would not be published.
import type {} from "./program.ts";
import type { Participant } from "./roster.ts";

/** Tells how to start a participant's program. */
export type LaunchOf = (participant: Participant, workers: number) => Launch;

const program = beside("./program", import.meta.url);
const pythonProgram = new URL("../python/dispatch.py", import.meta.url);

/**
 * Node strips the types of what it loads each time anew, unless it may keep what came of it, as Deno
 * does by itself. Published code has no types: without a cache the start of ours would look worse
 * than it is. This is the place that Node itself proposes.
 */
const nodeEnvironment: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"),
};

/**
 * How to start programs.
 *
 * @param python the executable for CPython's
 */
export function launches(python = "python3"): LaunchOf {
  return ({ name, role }, workers) => {
    if (role !== "CPython") return { name, ...here([name, `${workers}`]) };
    const kind = name.split(" ").at(-1)!;
    return { name, command: python, args: [fileURLToPath(pythonProgram), `${workers}`, kind] };
  };
}

function here(args: readonly string[]): Omit<Launch, "name"> {
  const command = process.execPath;
  if ("Deno" in globalThis) return { command, args: ["run", "-A", program.href, ...args] };
  const onFile = { command, args: [fileURLToPath(program), ...args] };
  return "Bun" in globalThis ? onFile : { ...onFile, env: nodeEnvironment };
}
