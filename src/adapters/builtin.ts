/**
 * The one door to `node:` modules. The package imports none, so that it bundles for a browser as
 * it is; where a runtime has them, `process.getBuiltinModule` gives them.
 */

interface ProcessLike {
  getBuiltinModule?(id: string): unknown;
}

/** A `node:` module; `undefined` where the runtime has none. */
export function builtin<M>(id: string): M | undefined {
  const { process } = globalThis as { process?: ProcessLike };
  return process?.getBuiltinModule?.(id) as M | undefined;
}
