/** What the npm package has that the sources don't say, whoever builds it. */

import { nodeFloor } from "./runtimes.ts";

/** What `package.json` says besides. */
export interface Additions {
  readonly description: string;
  readonly keywords: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly sideEffects: readonly string[];
  readonly typesVersions: object;
}

/**
 * Those of a package whose modules are in `folder`, `./` or one below it.
 *
 * @param types where the declarations of each entry are, by its name in `exports`
 */
export function additionsFor(folder: string, types: Readonly<Record<string, string>>): Additions {
  const entries = Object.entries(types).filter(([entry]) => entry !== ".");
  const byName = entries.map(([entry, path]) => [entry.slice(2), [path]]);
  return {
    description: "Python's concurrent.futures for TypeScript, and a GIL one can switch on",
    keywords: ["concurrent", "futures", "threads", "processes", "worker pool", "GIL", "WASM"],
    bin: { "futures-bench": `${folder}bench/main.js` },
    engines: { node: `>=${nodeFloor}` },
    // A bundler would else leave out what gives the kernels their bytes and their names.
    sideEffects: ["src/kernels/mod.js", "src/kernels/table.js"].map((path) => folder + path),
    // For `moduleResolution: node10`, which knows no `exports`.
    typesVersions: { "*": Object.fromEntries(byName) },
  };
}

/** Files that stand for themselves: what the bench runs beside JavaScript, and what people read. */
export const assets: RegExp = /^(?:(?:README|CHANGELOG|SECURITY)\.md|LICENSE|bench\/.*\.(?:py|c))$/;

/** Declarations with what they need of a newer library than ES2022, whatever `lib` their user has. */
export function withLibrary(text: string): string {
  const needed = text.includes("Symbol.asyncDispose");
  return needed ? `/// <reference lib="esnext.disposable" />\n${text}` : text;
}
