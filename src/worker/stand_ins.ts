/**
 * What tools put into functions and workers have something for: esbuild's names, istanbul's
 * counters, `import()` as Vite writes it. Knows what they emit; a name that is not used as they use
 * it is a name like any other.
 */

import { Object, SafeMap } from "../core/primordials.ts";
import { importByVite } from "./import_module.ts";

/** What each name that a text takes from its tool stands for in a worker. */
export function standInsFor(text: string): Map<string, unknown> {
  const found = new SafeMap<string, unknown>();
  for (const match of text.matchAll(named)) found.set(match[1]!, nameFunction);
  for (const match of text.matchAll(counted)) found.set(match[1]!, makeCounters());
  if (text.includes(viteImport)) found.set(viteImport, importByVite);
  return found;
}

/** esbuild with `keepNames`, as tsx has it: `__name(() => 1, "f")`; with a number if it is taken. */
const named = /\b(__name\d*)\(/g;

/** istanbul: `cov_2pzzo0b6xo().f[0]++`; `cov_2pz.f[0]++`, `__cov_aB$c.f['1']++` in early versions. */
const counted = /\b((?:__)?cov_[\w$]+)(?:\(\))?\.(?:[fsb]|bT)\[/g;

/** Vite and Vitest. */
const viteImport = "__vite_ssr_dynamic_import__";

function nameFunction(target: object, value: string): object {
  return Object.defineProperty(target, "name", { value, configurable: true });
}

/**
 * Counters of functions and statements by number, and of branches by two, that nobody reads. They
 * take what istanbul keeps beside them, too.
 */
function makeCounters(): unknown {
  const lists = () => new Proxy<unknown[][]>([], { get: (all, at) => all[Number(at)] ??= [] });
  const counters = { f: [], s: [], b: lists(), bT: lists() };
  return Object.assign(() => counters, counters);
}
