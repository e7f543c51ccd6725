/** The functions that `globalThis` reaches by name, such as `Math.pow`. */

import { Object, SafeMap } from "../core/primordials.ts";

type Path = readonly string[];

/** Owners of functions that are there from the start: to look at any of the others may load it. */
const language =
  "Math JSON Object Number String BigInt Array Date Reflect Atomics Promise Symbol " +
  "Intl Map Error RegExp ArrayBuffer Uint8Array Iterator WebAssembly console URL";

const home = globalThis as Record<string, unknown>;

/**
 * The names that lead from `globalThis` to a function; `undefined` if none do.
 *
 * @param isNative whether the engine or the runtime made it for certain: then it is looked for
 * everywhere, also under a name that is not its own
 */
export function globalPathOf(
  fn: { readonly name: string },
  isNative: boolean,
): Path | undefined {
  const { name } = fn;
  // By its own name first: a runtime may keep it behind a getter.
  if (home[name] === fn) return [name];
  owners ??= [...language.split(" "), ...Object.keys(home)].map((
    name,
  ) => [name, memberOf(home, name)]);
  const owner = owners.find(([, owner]) => memberOf(owner, name) === fn);
  if (owner !== undefined) return [owner[0], name];
  if (!isNative) return undefined;
  paths ??= survey();
  return paths.get(fn);
}

/** A property's value; getters are left alone, they may load things. */
function memberOf(owner: unknown, name: string): unknown {
  if (owner === undefined || owner === null || !Object.hasOwn(owner, name)) return undefined;
  return Object.getOwnPropertyDescriptor(owner, name)?.value;
}

function isObject(value: unknown): boolean {
  return typeof value === "function" || typeof value === "object" && value !== null;
}

let owners: [name: string, owner: unknown][] | undefined;
let paths: Map<unknown, Path> | undefined;

/** Walks `globalThis` two names deep, once; on Node that loads all that it has: in no caller's context. */
function survey(): Map<unknown, Path> {
  const found = new SafeMap<unknown, Path>();
  for (const name of Object.getOwnPropertyNames(home)) {
    const value = memberOf(home, name);
    if (typeof value === "function") found.set(value, [name]);
    if (value === home || !isObject(value)) continue;
    for (const member of Object.getOwnPropertyNames(value)) {
      const inner = memberOf(value, member);
      if (typeof inner === "function" && !found.has(inner)) found.set(inner, [name, member]);
    }
  }
  return found;
}
