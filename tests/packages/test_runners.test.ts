/**
 * Pools inside of tests, as users write them: under jest and vitest, in each of their environments
 * and pools, with real timers and with fake ones. The project in `test_runners/` has the tests.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { once, tools, useProject } from "./tool_project.ts";

const run = useProject("test_runners", { JEST_JSDOM: join(tools, "jest-environment-jsdom") });

test(
  "pools work under jest, in Node's environment and in jsdom's, with fake timers too",
  once,
  async () => {
    const jest = join(tools, "jest", "bin", "jest.js");
    const output = await run("--experimental-vm-modules", jest, "--runInBand");
    assert.match(output, /^Test Suites: 12 passed, 12 total$/m);
  },
);

test(
  "pools work under vitest, in each of its pools, in jsdom and under fake timers",
  once,
  async () => {
    const output = await run(join(tools, "vitest", "vitest.mjs"), "run");
    assert.match(output, /^ *Test Files +16 passed \(16\)$/m);
  },
);
