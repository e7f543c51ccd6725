/** What a page lacks, and says so. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BrokenThreadPool,
  Gil,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  UnsupportedError,
} from "../../mod.ts";

export function isolatedPageContract(): void {
  test("ProcessPoolExecutor says that there are no processes, and what to use", () => {
    const expected = { name: "UnsupportedError", message: /no subprocesses; use a ThreadPool/ };
    assert.throws(() => new ProcessPoolExecutor(), expected);
    assert.throws(() => new ProcessPoolExecutor(2), UnsupportedError);
  });

  test("a task that closes its worker does not hang, nor do those behind it", async () => {
    const executor = new ThreadPoolExecutor(1);
    const closing = executor.submit(() => {
      close();
      return new Promise<never>(() => {});
    });
    const behind = executor.submit(Math.sqrt, 9);
    for (const future of [closing, behind]) {
      const error = await future.exception();
      assert.ok(error instanceof BrokenThreadPool);
      assert.match(error.message, /terminated abruptly/);
    }
    await executor.shutdown();
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
