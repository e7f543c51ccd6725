/** What a page lacks, and says so. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Gil, ProcessPoolExecutor, ThreadPoolExecutor, UnsupportedError } from "../../mod.ts";

export function isolatedPageContract(): void {
  test("ProcessPoolExecutor says that there are no processes, and what to use", () => {
    const expected = { name: "UnsupportedError", message: /no subprocesses; use a ThreadPool/ };
    assert.throws(() => new ProcessPoolExecutor(), expected);
    assert.throws(() => new ProcessPoolExecutor(2), UnsupportedError);
  });
}

export function plainPageContract(): void {
  isolatedPageContract();

  test("a Gil says that there is no shared memory, and how to get it", () => {
    const expected = { name: "UnsupportedError", message: /COOP: same-origin and COEP: req/ };
    assert.throws(() => new Gil(), expected);
    assert.throws(() => new ThreadPoolExecutor({ gil: true }), expected);
  });
}
