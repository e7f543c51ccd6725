/** Futures of a pool, whatever happens to it and in whatever order. */

import { test } from "node:test";
import fc from "fast-check";
import { PoolRun } from "./pool_run.ts";
import { script } from "./pool_script.ts";

test("futures, callbacks, wait() and asCompleted() tell the truth whatever happens", async () => {
  const property = fc.asyncProperty(script, (script) => new PoolRun(script).run());
  await fc.assert(property, { numRuns: 500 });
});
