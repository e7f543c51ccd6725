/** Futures of a pool, whatever happens to it and in whatever order. */

import { test } from "node:test";
import fc from "fast-check";
import { PoolRun } from "./pool_run.ts";
import { script } from "./pool_script.ts";

test("a pool's futures, callbacks, wait() and asCompleted() tell the truth at any time", async () => {
  const property = fc.asyncProperty(script, (script) => new PoolRun(script).run());
  await fc.assert(property, { numRuns: 1000 });
});
