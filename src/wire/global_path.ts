/** The functions that `globalThis` reaches by name, such as `Math.pow`. */

type Path = readonly string[];

let paths: Map<unknown, Path> | undefined;

/** The names that lead from `globalThis` to a function; `undefined` if none do. */
export function globalPathOf(fn: { readonly name: string }): Path | undefined {
  // By its own name first: a runtime may keep it behind a getter.
  if ((globalThis as Record<string, unknown>)[fn.name] === fn) return [fn.name];
  paths ??= survey();
  return paths.get(fn);
}

/** Walks `globalThis` two names deep, once. Getters are left alone, they may load things. */
function survey(): Map<unknown, Path> {
  const found = new Map<unknown, Path>();
  for (const [name, value] of valuesOf(globalThis)) {
    if (typeof value === "function") found.set(value, [name]);
    if (value === globalThis || Object(value) !== value) continue;
    for (const [member, inner] of valuesOf(value as object)) {
      if (typeof inner === "function" && !found.has(inner)) found.set(inner, [name, member]);
    }
  }
  return found;
}

function* valuesOf(owner: object): Generator<[string, unknown]> {
  for (const name of Object.getOwnPropertyNames(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor && "value" in descriptor) yield [name, descriptor.value];
  }
}
