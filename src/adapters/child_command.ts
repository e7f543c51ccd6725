/**
 * What starts a child of this runtime: a command with a few words that take the worker's program as
 * their first message, because command lines are short on Windows.
 */

import { configFlags, programFolder } from "./deno_config.ts";
import { isPreload, loadingFlags } from "./deno_flags.ts";
import { mayAll } from "./deno_permissions.ts";
import { runtime } from "./detect.ts";
import { inherited } from "./flags.ts";
import { permissionFlags } from "./permission_flags.ts";
import type { Grants } from "./permission_list.ts";
import { mark } from "./self_start.ts";
import { presentFolder, startFolder } from "./start_folder.ts";

/** A command. */
export interface ChildCommand {
  readonly path: string;
  readonly args: readonly string[];
  /** The folder it starts in; this process's own without it. */
  readonly cwd?: string;
  /** What it is to read, if it is to read anything. */
  readonly input?: string;
}

interface Crypto {
  randomUUID(): string;
}

interface ProcessLike {
  readonly execPath: string;
}

/** Not on Deno, which keeps a module's compiled code and may take it for another's of that length. */
const module = `const{Module}=process.getBuiltinModule("node:module");
new Module("")._compile(program,process.cwd()+"/[eval]")`;

/** Not on Node, which warns of it. */
const script = `const{constants,runInThisContext}=process.getBuiltinModule("node:vm");
runInThisContext(program,{importModuleDynamically:constants.USE_MAIN_CONTEXT_DEFAULT_LOADER})`;

/**
 * Evaluates the program; where a flag of V8's forbids that, runs it as a module of the folder that
 * the program runs in, or as a script that imports like one.
 */
const bootstrap = (otherwise: string): string =>
  `process.once("message",(program)=>{try{(0,eval)(program)}catch(error){
if(!(error instanceof EvalError))throw error;
${otherwise}}})`;

/** The command of a child that may do what `permissions` says, where that can be said. */
export function childCommand(permissions: "inherit" | Grants | undefined): ChildCommand {
  const { execPath: path } = (globalThis as unknown as { process: ProcessLike }).process;
  switch (runtime) {
    case "deno":
      return { path, ...denoCommand(permissions) };
    case "bun":
    case "node":
      return { path, args: [...inherited(runtime), "-e", opening()], ...folder() };
    case "browser":
      throw new Error("Cannot start a process: browsers have none");
    default:
      return runtime satisfies never;
  }
}

/**
 * What it reads resolves names as a file of its folder does, other than a `data:` module. So it
 * starts in the program's, where Deno finds what it found for the program, and then goes where that
 * is: if it may. What is preloaded may need all the program's rights, too.
 */
function denoCommand(permissions: "inherit" | Grants = "inherit"): Omit<ChildCommand, "path"> {
  const all = permissions === "inherit";
  const loading = (loadingFlags() ?? []).filter((flag) => all || !isOfProgram(flag));
  const flags = loading.some((flag) => /^(-c|--config|--no-config)\b/.test(flag))
    ? loading
    : [...loading, ...configFlags()];
  const own = all ? [] : limits(permissions);
  const others = flags.filter((flag) => !own.includes(flag));
  const args = ["run", "--quiet", ...permissionFlags(permissions), ...own, ...others, "-"];
  const cwd = all && mayAll("read") ? programFolder() : undefined;
  const go = cwd === undefined ? "" : goTo(presentFolder());
  return { args, input: unmark(flags) + go + bootstrap(script), ...(cwd && { cwd }) };
}

/** Whether it is no flag of a child that may do less. */
function isOfProgram(flag: string): boolean {
  return isPreload(flag) || flag.startsWith("--location=");
}

/**
 * What Deno asks no permission for. Programs of one place share `localStorage`, `caches` and the
 * like, so this child has a place to itself; everybody may load packages from npm, so it takes what
 * is there if it may not import.
 */
function limits({ import: imports }: Grants): readonly string[] {
  const { crypto } = globalThis as unknown as { crypto: Crypto };
  const place = `--location=https://${crypto.randomUUID()}.invalid/`;
  return imports === false ? [place, "--cached-only"] : [place];
}

/** Takes the mark away, where there is one. */
function unmark(flags: readonly string[]): string {
  return flags.some(isPreload) ? `delete process.env.${mark};` : "";
}

/** A child's first words: it serves from now on, and goes where its parent is. */
function opening(): string {
  const go = startFolder() === undefined ? "" : goTo(presentFolder());
  return `delete process.env.${mark};${go}${bootstrap(module)}`;
}

function goTo(folder: string | undefined): string {
  return folder === undefined ? "" : `process.chdir(${JSON.stringify(folder)});`;
}

/** What the options name is relative to where the program was started. */
function folder(): { readonly cwd?: string } {
  const cwd = startFolder();
  return cwd === undefined ? {} : { cwd };
}
