/**
 * What stands for @deno/dnt where there is no JSR: builds what it is asked to with TypeScript, into
 * the folders and the `package.json` that dnt makes, and refuses what dnt refuses. Not dnt: it has no
 * polyfills, shims and dependencies, and leaves the import of a JSON file as it is.
 */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript-5.9";
import type { BuildOptions, EntryPoint } from "../../tools/build_dnt.ts";

/** What this was asked to do, in `asked.json`. */
export type Asked = Omit<BuildOptions, "outDir" | "postBuild"> & {
  readonly entryPoints: readonly EntryPoint[];
};

/** Empties a folder, as dnt's does. */
export function emptyDir(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return Promise.resolve();
}

/** Builds a package, as dnt's does. */
export async function build(options: BuildOptions): Promise<void> {
  const { entryPoints, outDir, postBuild, ...rest } = options;
  const program = ts.createProgram(entryPoints.map(({ path }) => path), compilerOptions(options));
  const sources = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName));
  const troubles = options.typeCheck
    ? ts.getPreEmitDiagnostics(program)
    : [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics()];
  const refused = [
    ...(options.compilerOptions.target === "Latest" ? [] : sources.flatMap(polyfills)),
    ...troubles.map(textOf),
    ...sources.flatMap(foreignImports),
    ...(options.scriptModule ? sources.flatMap(topLevelAwaits) : []),
  ];
  if (refused.length > 0) throw new Error(refused.join("\n"));
  const { diagnostics } = program.emit(undefined, write);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(textOf).join("\n"));
  writeFileSync(join(outDir, "esm", "package.json"), '{"type":"module"}\n');
  writeFileSync(join(outDir, "package.json"), JSON.stringify(manifest(options), null, 2));
  const asked: Asked = { ...rest, entryPoints };
  writeFileSync(join(outDir, "asked.json"), JSON.stringify(asked));
  await postBuild();
}

/** dnt's own, but for what makes TypeScript rewrite the specifiers that dnt rewrites itself. */
function compilerOptions(
  { outDir, compilerOptions: { lib, target } }: BuildOptions,
): ts.CompilerOptions {
  return {
    rewriteRelativeImportExtensions: true,
    resolveJsonModule: true,
    outDir: join(outDir, "esm"),
    alwaysStrict: true,
    strict: true,
    useUnknownInCatchVariables: false,
    declaration: true,
    isolatedModules: true,
    useDefineForClassFields: true,
    experimentalDecorators: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: target === "Latest" ? ts.ScriptTarget.Latest : ts.ScriptTarget.ES2022,
    lib: lib.map((name) => `lib.${name.toLowerCase()}.d.ts`),
    allowSyntheticDefaultImports: true,
    skipLibCheck: true,
    types: [],
  };
}

/** What dnt puts in place of `import.meta`. */
const ponyfill = 'globalThis[Symbol.for("import-meta-ponyfill-esmodule")](import.meta)';

/** dnt has renamed what is imported before; TypeScript leaves it as it is in declarations. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const changed = path.endsWith(".d.ts")
    ? text.replace(/(?<=["']\..*\.)ts(?=["'])/g, "js")
    : text.replaceAll("import.meta", ponyfill);
  writeFileSync(path, changed);
}

function isOwn(file: string): boolean {
  return file.endsWith(".ts") && !/[/\\]node_modules[/\\]|^[a-z]+:\/\//.test(file);
}

function textOf({ file, messageText, start = 0 }: ts.Diagnostic): string {
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}

/** Imports for which dnt needs a package, a mapping or a network. */
function foreignImports(source: ts.SourceFile): string[] {
  const { importedFiles } = ts.preProcessFile(source.text, true, true);
  return importedFiles.filter(({ fileName }) => !/^(?:\.|node:)/.test(fileName)).map((one) =>
    `${source.fileName}: there is no mapping for ${one.fileName}`
  );
}

/** What dnt has polyfills for, which modules of Node's make: no page can load an entry then. */
function polyfills({ fileName, text }: ts.SourceFile): string[] {
  const found = text.match(/\bimport\.meta\.|\bPromise\.withResolvers\b|\bArray\.fromAsync\b/g) ??
    [];
  return found.map((name) => `${fileName}: there is a polyfill for ${name}`);
}

/** What a module of CommonJS can't have. */
function topLevelAwaits(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassElement(node)) return;
    const isAwaited = ts.isAwaitExpression(node) ||
      (ts.isForOfStatement(node) && node.awaitModifier);
    if (isAwaited) found.push(`${source.fileName}: top-level await can't be in a script module`);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** Its own `exports`, which those asked for go over. */
function manifest({ entryPoints, package: asked }: BuildOptions): object {
  const made = entryPoints.map(({ name, path }) => {
    return [name, { import: `./esm/${path.replace(/^\.\//, "").replace(/ts$/, "js")}` }];
  });
  return { ...asked, exports: { ...Object.fromEntries(made), ...asked.exports as object } };
}
