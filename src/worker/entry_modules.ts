/**
 * Has modules rewritten as this thread loads them, and only this thread: by the hooks of
 * `node:module` on Deno and Node, by a plugin on Bun.
 *
 * What comes in is JavaScript: Deno's hooks are given it without types, elsewhere they are taken off
 * here, on Bun at the price of true lines in stacks. Bun's plugins can't decline a file, so files of
 * packages are left out there.
 */

import type { NodeProcess } from "./node_process.ts";
import type { RewriteModule } from "./port.ts";

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
  createRequire(path: string): unknown;
}

interface Plugin {
  onLoad(
    options: { readonly filter: RegExp },
    load: (file: { readonly path: string }) => object,
  ): void;
}

interface BunLike {
  plugin(options: { readonly name: string; setup(build: Plugin): void }): void;
  readonly Transpiler: new (options: { readonly loader: string }) => {
    transformSync(source: string): string;
  };
}

/** Begins to rewrite. */
export function rewriteModules(process: NodeProcess, rewrite: RewriteModule): void {
  const { Bun } = globalThis as { Bun?: BunLike };
  if (Bun) return rewriteByPlugin(process, Bun, rewrite);
  const hooks = process.getBuiltinModule!("node:module") as ModuleHooks;
  hooks.registerHooks?.({
    load(url, context, next) {
      const loaded = next(url, context);
      try {
        return rewritten(process, hooks, rewrite, url, context, loaded);
      } catch {
        return loaded; // Types that can't be just taken off: the runtime tells it better.
      }
    },
  });
}

function rewritten(
  process: NodeProcess,
  hooks: ModuleHooks,
  rewrite: RewriteModule,
  url: string,
  { conditions, importAttributes }: Context,
  loaded: Loaded,
): Loaded {
  const { format, source } = loaded;
  if (source == null || importAttributes?.type !== undefined) return loaded;
  const [kind = "", language] = (format ?? "").split("-");
  if (!["", "module", "commonjs"].includes(kind)) return loaded;
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  const script = language === "typescript" ? withoutTypes(process, hooks, text) : text;
  const isCommon = kind === "commonjs" || kind === "" && conditions?.includes("require") === true;
  const result = rewrite(url, script, isCommon ? "commonjs" : "module");
  return { ...loaded, source: result, ...(kind !== "" && { format: kind }) };
}

/** Node warns of the function, once, until it is stable: that is not the user's business. */
function withoutTypes(process: NodeProcess, hooks: ModuleHooks, source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return hooks.stripTypeScriptTypes!(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

function rewriteByPlugin(process: NodeProcess, bun: BunLike, rewrite: RewriteModule): void {
  const files = process.getBuiltinModule!("node:fs") as {
    readFileSync(path: string, encoding: "utf8"): string;
  };
  const urls = process.getBuiltinModule!("node:url") as { pathToFileURL(path: string): URL };
  bun.plugin({
    name: "gil",
    setup: (build) =>
      build.onLoad(
        { filter: /^(?!.*[\\/]node_modules[\\/]).*\.(?:m?[jt]s|[jt]sx)$/ },
        ({ path }) => {
          const loader = /\.m?(\w+)$/.exec(path)![1]!;
          const source = files.readFileSync(path, "utf8");
          const script = new bun.Transpiler({ loader }).transformSync(source);
          return {
            contents: rewrite(urls.pathToFileURL(path).href, script, "module"),
            loader: "js",
          };
        },
      ),
  });
}
