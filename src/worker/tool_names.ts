/**
 * Whose a name is that a function sent as source text lacks, and that its author may never have
 * written: compilers and bundlers give names to helpers of theirs, and to imports.
 */

const newer = 'raise its "target"';

/** The helpers of TypeScript, without the underscores before them. */
const typescript =
  "a(?:dd|sync(?:Del|V)|ssign|waiter)|c(?:lassPriv|reateB)|de(?:corate$)|disposeR|" +
  "e(?:sDec|x(?:portS|tends))|generator|import[SD]|m(?:ake|eta)|p(?:aram|ropKey)|re(?:ad|st)$|" +
  "s(?:etF|pread(?:s?$|A))|values";

/** What a name is, by its form; the first that fits. */
const owners: readonly (readonly [form: RegExp, what: string])[] = [
  [/^__vite_ssr_import_meta/, "Vite's import.meta: pass what you need of it as an argument"],
  [/^__vi(?:te)?_/, "Vite's name for an import of the module: import() it in the function"],
  [/^__vite/, "a helper of Vite's for import()"],
  [/^__(?:non_)?webpack_|_WEBPACK_/, "a helper of webpack's for imports"],
  [/^__rspack_/, "a helper of Rspack's for imports"],
  [/^__turbopack_|^__TURBOPACK_/, "a helper of Turbopack's for imports"],
  [/^__rewriteRel/, 'a helper of TypeScript\'s: turn "rewriteRelativeImportExtensions" off'],
  [/^__(?:await$|asyncG|runI)/, `a helper of esbuild's or TypeScript's: ${newer}`],
  [new RegExp(`^__(?:${typescript})`), `a helper of TypeScript's: ${newer}`],
  [/^__[a-z]/, `a helper of esbuild's, and so of tsx: ${newer}`],
  [/^import_/, "esbuild's name for an import of the module: import() it in the function"],
  [/\w_\d+$/, "TypeScript's name for an import of the module: import() it in the function"],
  [/^_(?:ts_|[a-z0-9]+_)/, `a helper of SWC's: ${newer}`],
  [/^_(?:[a-z]+[A-Z]|regen|typeof|jsx)|^babelH/, `a helper of Babel's: raise its "targets"`],
  [/^_[A-Za-z]/, 'a helper of Babel\'s or SWC\'s: raise its "targets" or "target"'],
];

/** A text that nobody writes so. */
const minified = /^(?![^]*[\s]=>?\s)/;

/**
 * Whose a name seems to be, and what to do about it.
 *
 * @param text that of the function which lacks it
 */
export function ownerOf(name: string, text: string): string | undefined {
  const owner = owners.find(([form]) => form.test(name))?.[1];
  if (owner !== undefined || name.length > 2 || !minified.test(text)) return owner;
  return "a name that a minifying bundler has made";
}
