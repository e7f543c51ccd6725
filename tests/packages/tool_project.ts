/**
 * A project of tests as users have them, with the package installed, and the tools that run it on
 * Node: built once, under Deno.
 */

import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { runtime } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { installPacked } from "../fixtures/packed.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis;

/** Where the tools are. */
export const tools: string = join(root, "node_modules");

/** Milliseconds for a run of a tool. */
const runTime = 200_000;

/** For each test. */
export const once: { readonly timeout: number } | { readonly skip: string } = onDeno
  ? { timeout: runTime + 40_000 }
  : { skip: "one runtime builds the package for all" };

/** Runs a tool on Node in the project; it must end by itself, and well. Resolves to what it wrote. */
export type RunTool = (...args: readonly string[]) => Promise<string>;

/**
 * Has a project's folder copied and the package installed there for the tests of a file.
 *
 * @param name that of a folder beside this file
 * @param env variables for the tools
 */
export function useProject(name: string, env: Readonly<Record<string, string>>): RunTool {
  let folder: TemporaryFolder;
  before(async () => {
    if (!onDeno) return;
    folder = temporaryFolder();
    await installPacked(folder.path);
    const project = fileURLToPath(new URL(`./${name}`, import.meta.url));
    cpSync(project, folder.path, { recursive: true });
    writeFileSync(join(folder.path, "package.json"), '{ "type": "module" }');
  });
  after(() => folder?.remove());
  return async (...args) => {
    const node = await runtime("node");
    const all = { ...process.env, NO_COLOR: "1", ...env };
    return await output(node, args, { cwd: folder.path, env: all, timeout: runTime });
  };
}

function output(
  path: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeout: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(path, args, { ...options, killSignal: "SIGKILL" }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}${stderr}`));
      else resolve(stdout + stderr);
    });
  });
}
