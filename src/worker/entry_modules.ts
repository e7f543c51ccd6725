/**
 * Has modules rewritten as this thread loads them, and only this thread: by the hooks of
 * `node:module` on Deno and Node, by a plugin on Bun.
 *
 * What is rewritten is JavaScript: Deno's hooks are given it without types, elsewhere they are taken
 * off here, on Bun at the price of true lines in stacks. Bun's plugins can't decline a file: those of
 * packages, and `.cjs`, are left out there, and CommonJS in `.js` is evaluated here.
 */

import { Function, TextDecoder } from "../core/primordials.ts";
import type { RewriteModule } from "../core/realm.ts";
import { type NodeProcess, nodeProcess } from "./node_process.ts";

interface Loaded {
  readonly format?: string | null;
  readonly source?: string | Uint8Array | null;
}

interface Context {
  readonly conditions?: readonly string[];
  readonly importAttributes?: { readonly type?: string };
}

interface ModuleHooks {
  registerHooks?(hooks: {
    load(url: string, context: Context, next: (url: string, context: Context) => Loaded): Loaded;
  }): void;
  stripTypeScriptTypes?(source: string): string;
}

interface File {
  readonly path: string;
}

type Load = (file: File) => object;

interface Plugin {
  onResolve(
    options: { readonly filter: RegExp },
    resolve: (file: File) => { readonly path: string; readonly namespace: string },
  ): void;
  onLoad(options: { readonly filter: RegExp; readonly namespace?: string }, load: Load): void;
}

interface BunLike {
  readonly isStandaloneExecutable?: boolean;
  plugin(options: { readonly name: string; setup(build: Plugin): void }): void;
  readonly Transpiler: new (options: { readonly loader: string }) => {
    transformSync(source: string): string;
  };
}

interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
}

interface Requirer {
  createRequire(path: string): unknown;
}

/** Begins to rewrite. */
export function rewriteModules(rewrite: RewriteModule): void {
  const process = nodeProcess()!;
  const { Bun } = globalThis as { Bun?: BunLike };
  if (Bun) rewriteByPlugin(process, Bun, rewrite);
  else rewriteByHooks(process, rewrite);
}

function rewriteByHooks(process: NodeProcess, rewrite: RewriteModule): void {
  const module = process.getBuiltinModule!("node:module") as ModuleHooks;
  const withoutTypes = (source: string) =>
    silently(process, () => module.stripTypeScriptTypes!(source));
  module.registerHooks?.({
    load(url, context, next) {
      const loaded = next(url, context);
      const kind = kindOf(loaded, context);
      if (kind === undefined) return loaded;
      const isTyped = loaded.format?.endsWith("-typescript") === true;
      try {
        const text = textOf(loaded.source!);
        const source = rewrite(url, isTyped ? withoutTypes(text) : text, kind);
        return { ...loaded, source, ...(isTyped && { format: kind }) };
      } catch {
        return loaded; // Types that can't be just taken off: the runtime tells it better.
      }
    },
  });
}

/** What kind of JavaScript a module is, if it is any. */
function kindOf(
  { format, source }: Loaded,
  { conditions, importAttributes }: Context,
): "module" | "commonjs" | undefined {
  if (source == null) return undefined;
  const [named] = (format ?? "").split("-");
  if (named === "module" || named === "commonjs") return named;
  // Deno names no format.
  if (named !== "" || importAttributes?.type !== undefined) return undefined;
  return conditions?.includes("require") ? "commonjs" : "module";
}

function textOf(source: string | Uint8Array): string {
  return typeof source === "string" ? source : new TextDecoder!().decode(source);
}

/** Node warns of the function, once, until it is stable: that is not the user's business. */
function silently<R>(process: NodeProcess, work: () => R): R {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function rewriteByPlugin(process: NodeProcess, bun: BunLike, rewrite: RewriteModule): void {
  const builtin = <M>(name: string) => process.getBuiltinModule!(name) as M;
  const files = builtin<Files>("node:fs");
  const urls = builtin<{ pathToFileURL(path: string): URL }>("node:url");
  const load = ({ path }: File) => {
    const loader = /\.m?(\w+)$/.exec(path)![1]!;
    const script = new bun.Transpiler({ loader }).transformSync(files.readFileSync(path, "utf8"));
    const kind = isCommonJs(script) ? "commonjs" : "module";
    const contents = rewrite(urls.pathToFileURL(path).href, script, kind);
    if (kind === "module") return { contents, loader: "js" };
    return { exports: evaluate(contents, path, builtin("node:module")), loader: "object" };
  };
  bun.plugin({
    name: "gil",
    setup(build) {
      build.onLoad({ filter: ownModules }, load);
      if (bun.isStandaloneExecutable) embeddedModules(build, load);
    },
  });
}

/** No plugin is asked for an executable's modules, unless they seem to be something else. */
function embeddedModules(build: Plugin, load: Load): void {
  const namespace = "embedded";
  build.onResolve({ filter: embedded }, ({ path }) => ({
    // Whatever they were, they are JavaScript now.
    path: path.slice(path.search(embedded)).replace(/\.[cm]?tsx?$/, ".js"),
    namespace,
  }));
  build.onLoad({ filter: embedded, namespace }, load);
}

/** How their paths begin, the second on Windows. */
const embedded = /(?:\/\$bunfs|B:\/~BUN)\//;

/** Not in `node_modules`. */
const ownModules = /^(?!.*[\\/]node_modules[\\/]).*\.(?:m?[jt]s|[jt]sx)$/;

/** Bun's printer puts each import and export at the beginning of a line. */
function isCommonJs(script: string): boolean {
  return /\b(?:exports\b|require\()/.test(script) && !/^(?:import|export)\b/m.test(script);
}

function evaluate(script: string, path: string, { createRequire }: Requirer): object {
  const module: { exports: object } = { exports: {} };
  const folder = path.replace(/[\\/][^\\/]*$/, "");
  const names = ["exports", "require", "module", "__filename", "__dirname"];
  new Function(...names, script)(module.exports, createRequire(path), module, path, folder);
  return { ...module.exports, default: module.exports };
}
