/**
 * What starts a child of this runtime: a command with a few words that take the worker's program as
 * their first message, because command lines are short on Windows.
 */

import { configFlags } from "./deno_config.ts";
import { loadingFlags } from "./deno_flags.ts";
import { permissionFlags, type Permissions } from "./deno_permissions.ts";
import { runtime } from "./detect.ts";
import { inherited } from "./flags.ts";
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
export function childCommand(permissions: Permissions | undefined): ChildCommand {
  const { execPath: path } = (globalThis as unknown as { process: ProcessLike }).process;
  switch (runtime) {
    case "deno": {
      const flags = ["--quiet", ...permissionFlags(permissions), ...moduleFlags()];
      // From its input: names resolve as in a file of this folder, not as in a `data:` module.
      return { path, args: ["run", ...flags, "-"], input: bootstrap(script) };
    }
    case "bun":
    case "node":
      return { path, args: [...inherited(runtime), "-e", opening()], ...folder() };
    case "browser":
      throw new Error("Cannot start a process: browsers have none");
    default:
      return runtime satisfies never;
  }
}

/** The flags by which Deno's modules load: the program's own, or what can be found out. */
function moduleFlags(): readonly string[] {
  const flags = loadingFlags() ?? [];
  return flags.some((flag) => /^(-c|--config|--no-config)\b/.test(flag))
    ? flags
    : [...flags, ...configFlags()];
}

/** A child's first words: it serves from now on, and goes where its parent is. */
function opening(): string {
  const there = startFolder() && presentFolder();
  const go = there === undefined ? "" : `process.chdir(${JSON.stringify(there)});`;
  return `delete process.env.${mark};${go}${bootstrap(module)}`;
}

/** What the options name is relative to where the program was started. */
function folder(): { readonly cwd?: string } {
  const cwd = startFolder();
  return cwd === undefined ? {} : { cwd };
}
