/** Names modules that run elsewhere: in a worker, in another process. */

/**
 * The address of a module beside the one that asks. Published modules end in `.js`, these in `.ts`.
 *
 * @param path without its ending
 * @param base the asking module's `import.meta.url`
 */
export function beside(path: string, base: string): URL {
  const [ending = ""] = /\.[jt]s$/.exec(new URL(base).pathname) ?? [];
  return new URL(path + ending, base);
}
