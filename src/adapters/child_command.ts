/**
 * What starts a child of this runtime: a command with a few words that take the worker's program as
 * their first message, because command lines are short on Windows.
 */

import { configFlags } from "./deno_config.ts";
import { permissionFlags, type Permissions } from "./deno_permissions.ts";
import { runtime } from "./detect.ts";

/** A command. */
export interface ChildCommand {
  readonly path: string;
  readonly args: readonly string[];
  /** What it is to read, if it is to read anything. */
  readonly input?: string;
}

interface ProcessLike {
  readonly execPath: string;
  readonly execArgv: readonly string[];
}

/**
 * Evaluates the program; where a flag of V8's forbids that, compiles it as a module of the folder
 * the program runs in.
 */
const bootstrap = `process.once("message",(program)=>{try{(0,eval)(program)}catch(error){
if(!(error instanceof EvalError))throw error;
const{Module}=process.getBuiltinModule("node:module");
new Module("")._compile(program,process.cwd()+"/[eval]")}})`;

/** Options of the parent that are not a child's: what it runs (in the next argument) … */
const evaluated = /^(-e|-p|-pe|--eval|--print)$/;
/** … how it runs that, and debuggers, whose port is taken. */
const notInherited = /^--(eval|print|input-type|inspect|test|watch|run)/;

/** The command of a child that may do what `permissions` says, where that can be said. */
export function childCommand(permissions: Permissions | undefined): ChildCommand {
  const { execPath: path, execArgv } = (globalThis as unknown as { process: ProcessLike }).process;
  switch (runtime) {
    case "deno": {
      const flags = ["--quiet", ...permissionFlags(permissions), ...configFlags()];
      // From its input: names resolve as in a file of this folder, not as in a `data:` module.
      return { path, args: ["run", ...flags, "-"], input: bootstrap };
    }
    case "bun":
    case "node":
      return { path, args: [...inherited(execArgv), "-e", bootstrap] };
    case "browser":
      throw new Error("Cannot start a process: browsers have none");
    default:
      return runtime satisfies never;
  }
}

function inherited(options: readonly string[]): string[] {
  return options.filter((option, position) =>
    !notInherited.test(option) && !evaluated.test(option) &&
    !evaluated.test(options[position - 1] ?? "")
  );
}
