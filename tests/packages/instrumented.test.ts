/**
 * Functions sent as source from modules that test runners rewrite: coverage by istanbul, under jest
 * and vitest. The project in `instrumented/` has the tests.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { once, tools, useProject } from "./tool_project.ts";

const run = useProject("instrumented", {
  COVERAGE_ISTANBUL: join(tools, "@vitest/coverage-istanbul/dist/index.js"),
});

test("functions that jest's coverage had instrumented failed in workers", once, async () => {
  const jest = join(tools, "jest", "bin", "jest.js");
  const output = await run("--experimental-vm-modules", jest, "--runInBand");
  assert.match(output, /^Tests: +3 passed, 3 total$/m);
  assert.match(output, /^ *functions\.mjs *\|/m);
});

test("functions that vitest's coverage had instrumented failed in workers", once, async () => {
  const output = await run(join(tools, "vitest", "vitest.mjs"), "run");
  assert.match(output, /^ *Tests +3 passed \(3\)$/m);
  assert.match(output, /^ *functions\.mjs *\|/m);
});
