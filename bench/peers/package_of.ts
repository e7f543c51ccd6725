/** Loads a peer's package where it is installed: nothing here depends on one. */

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

/** Each runtime has a code or a text of its own. */
function isMissing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return /MODULE_NOT_FOUND/.test(code ?? "") ||
    /not a dependency|not in import map|Cannot find (?:module|package)/.test(message ?? "");
}
