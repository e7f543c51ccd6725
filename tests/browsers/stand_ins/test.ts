/** What stands in for `node:test` in a page: it notes the tests, for the page to run. */

/** A test that was declared. */
export interface Declared {
  readonly name: string;
  readonly body: () => unknown;
  /** Why it is not to run, or `false`. */
  readonly skip: string | false;
}

interface Options {
  readonly skip?: string | false;
}

/** All tests, in the order they were declared. */
export const declared: Declared[] = [];

/** What is to run when they have. */
export const endings: Set<() => unknown> = new Set();

/** Notes a test. */
export function test(name: string, ...rest: [Options, () => unknown] | [() => unknown]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  declared.push({ name, body, skip: options.skip ?? false });
}

/** Notes what is to run when all tests have. */
export function after(ending: () => unknown): void {
  endings.add(ending);
}
