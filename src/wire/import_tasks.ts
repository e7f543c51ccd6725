/** A module's functions as tasks, without importing it here. */

import { Object, SafeMap } from "../core/primordials.ts";
import { taskReference } from "../core/realm.ts";

/** The functions among a module's exports. */
export type Tasks<M> = {
  readonly [K in keyof M as M[K] extends (...args: never[]) => unknown ? K : never]: M[K];
};

/** A `URL`, or what has an address as one has. */
export interface ModuleAddress {
  /** The absolute URL. */
  readonly href: string;
}

/**
 * The functions of a module, to be submitted; the workers import the module, once each.
 *
 * A name is that of an export or, as CommonJS modules may need it, of the default export's own
 * property; what that inherits is no task. In a task `this` is undefined.
 *
 * Of an overloaded function TypeScript infers the last overload only. Type arguments name another:
 * `executor.submit<[path: string], Buffer>(fs.readFileSync, path)`.
 *
 * @typeParam M `typeof import("./tasks.ts")`, which makes `submit()` fully typed
 * @param module an absolute URL, as `import.meta.resolve("./tasks.ts")` gives it, or a specifier
 *   that means the same everywhere, such as `node:zlib`
 * @returns an object with the module's functions; calling one of them throws `TypeError`
 * @throws {TypeError} for a relative specifier
 * @example
 * ```ts
 * import { importTasks, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * const path = importTasks<typeof import("node:path")>("node:path");
 * await using executor = new ThreadPoolExecutor(1);
 * assert.equal(await executor.submit(path.basename, "/tmp/futures.ts"), "futures.ts");
 * ```
 */
export function importTasks<M extends object>(module: string | ModuleAddress): Tasks<M> {
  const url = checkModule(module);
  const stubs = new SafeMap<string, () => never>();
  return new Proxy({} as Tasks<M>, {
    get(_, name) {
      // `await` looks for `then`, consoles look for symbols: neither is a task.
      if (typeof name === "symbol" || name === "then") return undefined;
      let stub = stubs.get(name);
      if (!stub) stubs.set(name, stub = stubOf(url, name));
      return stub;
    },
  });
}

function checkModule(module: string | ModuleAddress): string {
  const url = String((module as Partial<ModuleAddress>).href ?? module);
  if (/^\.{0,2}\//.test(url) || url === "") {
    throw new TypeError(
      `Cannot import tasks: "${url}" is relative, and a worker does not know to what; ` +
        `write importTasks(import.meta.resolve("${url}"))`,
    );
  }
  return url;
}

function stubOf(module: string, name: string): () => never {
  const stub = (): never => {
    throw new TypeError(
      `Cannot call ${name}() here: it is a task of ${module}; write executor.submit(tasks.${name}, …)`,
    );
  };
  Object.defineProperty(stub, "name", { value: name });
  Object.defineProperty(stub, taskReference, { value: { kind: "export", module, name } });
  return stub;
}
