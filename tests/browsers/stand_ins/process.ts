/** What stands in for `node:process` in a page and its workers, as far as tasks use it. */

/** A page can't tell; for tests all its workers are in one process. */
const pid = 1;

/**
 * Ends this worker at once, as nothing in a browser does, by its `close()`, which says farewell; and
 * never returns, so that whatever it holds it holds until the pool has ended it.
 */
function exit(_code: number): never {
  (globalThis as unknown as { close(): void }).close();
  for (;;);
}

function kill(): never {
  throw new Error("Cannot kill: a page has no processes");
}

const process: Readonly<Record<string, unknown>> = { pid, exit, kill };
export default process;
