/** That the table of what becomes of values tells the truth of the runtime at hand. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { noProcesses } from "../fixtures/page.ts";
import { catalogue } from "./catalogue.ts";
import { columns } from "./columns.ts";
import { columnsOf, place } from "./table.ts";

const hint = "run: deno run -A tests/values/table.ts";
/** What the oldest Node that is supported makes of it, and the table's does not. */
const older: Readonly<Record<string, string>> = { "`File`": "becomes `Blob`" };
const written = columnsOf(readFileSync(place, "utf8"));

test("values.gen.md has each of the catalogue's values in six columns", () => {
  assert.equal(written.size, 6);
  for (const column of written.values()) {
    assert.deepEqual([...column.keys()], Object.keys(catalogue), hint);
  }
});

test("values.gen.md tells what becomes of each value on this runtime", {
  skip: noProcesses,
}, async () => {
  for (const [head, column] of Object.entries(await columns())) {
    // Older versions have not all of the values.
    const shown = Object.keys(column).map((name) => [name, written.get(head)?.get(name)]);
    const known = Object.fromEntries(shown.filter(([, cell]) => cell !== ""));
    const made = Object.entries(column).filter(([name]) => name in known);
    for (const [name, cell] of made) if (cell === older[name]) known[name] = cell;
    assert.deepEqual(Object.fromEntries(made), known, `${head}; ${hint}`);
    assert.ok(made.length > 35);
  }
});
