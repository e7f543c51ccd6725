/** That the table of CPython's tests tells the truth. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { declared, fates, place, tableText } from "./table.ts";

test("the catalogue names each of CPython's 159 tests", () => {
  assert.equal(fates().size, 159);
});

test("every ported test has a name of CPython's, of one that has a meaning here", () => {
  const known = fates();
  for (const python of declared().keys()) {
    assert.ok(known.has(python), `${python} is not in the catalogue`);
    assert.notEqual(known.get(python)!.kind, "none", python);
  }
});

test("table.gen.md is what the contracts declare", () => {
  const hint = "run: deno run -A tests/python/table.ts";
  assert.equal(readFileSync(place, "utf8"), tableText(), hint);
});
