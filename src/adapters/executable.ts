/**
 * What is different where the program is an executable file that holds its modules and a runtime.
 *
 * Such a file runs its own program, whatever its command line says: started as if it were the
 * runtime, it would start itself without end. One of Bun's is Bun if the environment asks for it,
 * but then it doesn't see the modules in it: a child asks its parent for their text. Electron's is
 * Node if it is asked, and sees its modules. Those of Deno and Node, and what pkg, nexe and NW.js
 * make, can't be the runtime at all, or nobody says how.
 */

import { builtin } from "./builtin.ts";
import { runtime } from "./detect.ts";
import { denoPreloads } from "./deno_flags.ts";
import { inherited } from "./flags.ts";
import { mark } from "./self_start.ts";

interface Globals {
  readonly Bun?: { readonly isStandaloneExecutable?: boolean };
  readonly Deno?: { readonly build?: { readonly standalone?: boolean } };
  readonly process?: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly versions: Readonly<Record<string, string | undefined>>;
    /** Marks of packers. */
    readonly pkg?: unknown;
    readonly __nexe?: unknown;
  };
}

interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
}

interface SingleExecutable {
  isSea(): boolean;
}

/** A module's text, asked for by a child and answered under the same name. */
interface EmbeddedModule {
  readonly embedded: string;
  /** Absent in the question, and where there is no such module. */
  readonly text?: string;
}

const globals = globalThis as Globals;

/** Whether this is an executable that can't start children. */
export function isChildless(): boolean {
  return globals.Deno?.build?.standalone === true || isNodeExecutable();
}

function isBunExecutable(): boolean {
  return globals.Bun?.isStandaloneExecutable === true;
}

function isNodeExecutable(): boolean {
  if (runtime !== "node") return false;
  const { pkg, __nexe, versions } = globals.process!;
  if (pkg !== undefined || __nexe !== undefined || versions.nw !== undefined) return true;
  return builtin<SingleExecutable>("node:sea")?.isSea() === true;
}

/** What a child's environment has to be, if it isn't this process's own. */
export function childEnvironment(): { readonly env?: object } {
  // To change it takes a right on Deno.
  if (runtime === "deno" && denoPreloads().length === 0) return {};
  const { env, versions } = globals.process!;
  return {
    env: {
      ...env,
      ...nodeOptions(env.NODE_OPTIONS),
      [mark]: "1",
      // These stay set in the child: a child of the child's is started by the same file.
      ...(isBunExecutable() && { BUN_BE_BUN: "1" }),
      ...(versions.electron !== undefined && { ELECTRON_RUN_AS_NODE: "1" }),
    },
  };
}

/** Without what makes a child wait for a debugger, or a test of it; a space in quotes splits no option. */
function nodeOptions(given: string | undefined): { readonly NODE_OPTIONS?: string } {
  if (runtime !== "node" || given === undefined) return {};
  return { NODE_OPTIONS: inherited("node", given.split(" ")).join(" ") };
}

/** How the paths of Bun's embedded modules begin, the second on Windows. */
const home = /(?:\/\$bunfs|B:\/~BUN)\//;

/** A plugin that waits for the text of such a module; imports that it has itself aren't embedded. */
const moduleAsker = (): string =>
  `{
const asked = new Map();
process.on("message", ({ embedded, text }) => asked.get(embedded)?.(text));
const load = ({ path }) => new Promise((resolve, reject) => {
  asked.set(path, (text) => text === undefined
    ? reject(new Error("Cannot find module " + path + " in the executable"))
    : resolve({ contents: text, loader: "js" }));
  process.send({ embedded: path });
});
Bun.plugin({ name: "embedded", setup(build) {
  build.onResolve({ filter: ${home} }, ({ path }) =>
    ({ path: path.slice(path.search(${home})), namespace: "embedded" }));
  build.onLoad({ filter: /^/, namespace: "embedded" }, load);
} });
}`;

/** What a child runs before all else, as the text of a script. */
export function preparation(): string {
  return isBunExecutable() ? moduleAsker() : "";
}

/** The answer to a child that asks for a module; none to any other message. */
export function answerTo(message: unknown): EmbeddedModule | undefined {
  const { embedded } = Object(message) as Partial<EmbeddedModule>;
  if (!isBunExecutable() || typeof embedded !== "string" || !home.test(embedded)) return undefined;
  try {
    // Whatever they were, they are JavaScript now.
    const path = embedded.replace(/\.[cm]?tsx?$/, ".js");
    return { embedded, text: builtin<Files>("node:fs")!.readFileSync(path, "utf8") };
  } catch {
    return { embedded };
  }
}
