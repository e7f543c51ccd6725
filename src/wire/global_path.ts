/** The built-in functions that `globalThis` reaches by name, such as `Math.pow`. */

type Path = readonly string[];

let paths: Map<unknown, Path> | undefined;

/** The names that lead from `globalThis` to a built-in function; `undefined` for any other. */
export function globalPathOf(fn: unknown): Path | undefined {
  paths ??= survey();
  return paths.get(fn);
}

/**
 * Walks `globalThis` two names deep, once. Getters are left alone, they may load things. Only
 * native functions count: what a program put there itself is not there in a worker.
 */
function survey(): Map<unknown, Path> {
  const found = new Map<unknown, Path>();
  for (const [name, value] of valuesOf(globalThis)) {
    if (isNative(value)) found.set(value, [name]);
    if (value === globalThis || Object(value) !== value) continue;
    for (const [member, inner] of valuesOf(value as object)) {
      if (isNative(inner) && !found.has(inner)) found.set(inner, [name, member]);
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

function isNative(value: unknown): boolean {
  return typeof value === "function" &&
    /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(value));
}
