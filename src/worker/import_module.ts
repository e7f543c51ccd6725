/**
 * What `import()` is in a function that was sent as source text.
 *
 * Such a text has no place of its own. What a relative specifier means there is another thing on
 * each runtime, and nowhere what it meant where the function was written; so it is refused. All
 * others mean the same everywhere.
 */

import { Function } from "../core/primordials.ts";

/** Brings its second argument to `import()`: an engine that knows none can't even parse it. */
const importWithOptions = "return import(specifier, options)";

/** `import()`, but for relative specifiers. */
export async function importModule(specifier: unknown, options?: unknown): Promise<unknown> {
  const module = `${specifier}`;
  if (isRelative(module)) throw unknownBase(module);
  if (options === undefined) return await import(module);
  return await new Function("specifier", "options", importWithOptions)(module, options);
}

/** The same as Vite writes it, for which a relative specifier begins at the project's root. */
export async function importByVite(specifier: unknown, options?: unknown): Promise<unknown> {
  try {
    return await importModule(specifier, options);
  } catch (error) {
    const module = `${specifier}`;
    const isMissing = (error as { code?: unknown } | null)?.code === "ERR_MODULE_NOT_FOUND";
    throw isMissing && module.startsWith("/") ? unknownBase(module, { cause: error }) : error;
  }
}

function unknownBase(module: string, options?: ErrorOptions): TypeError {
  return new TypeError(
    `Cannot import "${module}" in a function sent as source text: it is relative, and a worker ` +
      `does not know to what; pass it what import.meta.resolve("${module}") gives`,
    options,
  );
}

function isRelative(module: string): boolean {
  return module === "" || /^\.\.?(?:\/|$)/.test(module);
}

/** `import` with nothing but blanks and comments before what follows it, a parenthesis. */
const importWord = /\bimport(?=(?:\s|\/\*[^]*?\*\/|\/\/.*)*\()/g;

/** A text whose calls of `import()` are calls of `name`, which it does not have yet. */
export function rewriteImports(text: string, name: string): string {
  return text.replace(importWord, (word, at: number) => isKeyword(text, at) ? name : word);
}

/**
 * Whether the `import` at a position is the language's, and not a property's name or a part of a
 * comment, a string, a template or a regular expression. The engine's own parser tells: it refuses
 * the reserved word `enum` in place of the first kind and takes it in place of all others.
 */
function isKeyword(text: string, at: number): boolean {
  try {
    new Function(`(${text.slice(0, at)}enum${text.slice(at + "import".length)}\n)`);
    return false;
  } catch {
    return true;
  }
}
