/** Loads a peer's package where it is installed: nothing here depends on one. */

import config from "../../deno.json" with { type: "json" };

/**
 * The package `name`, as its caller knows it.
 *
 * A name that stands in an `import` would make this package depend on it.
 *
 * @throws {Error} in one line, if it isn't installed
 */
export async function packageOf<T>(name: string): Promise<T> {
  try {
    const found = await import(name);
    return found.default ?? found;
  } catch (error) {
    if (isMissing(error)) throw new Error(`${name} is not installed`);
    throw error;
  }
}

/** The exact version of the package `name`, of those that deno.json asks for. */
export function versionOf(name: string): string {
  const imports: Readonly<Record<string, string>> = config.imports;
  return imports[name]!.split("@").at(-1)!;
}

/** Each runtime has a code or a text of its own. */
function isMissing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return /MODULE_NOT_FOUND/.test(code ?? "") ||
    /not a dependency|not in import map|Cannot find (?:module|package)/.test(message ?? "");
}
