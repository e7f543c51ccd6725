/**
 * The package's public names: the same in each manifest, and importable under them on this runtime.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { place, readSource, root, typescriptIn } from "../tools/source_tree.ts";

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly exports: Readonly<Record<string, string>>;
}

const deno = manifest("deno.json");
const node = manifest("package.json");

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

test("package.json names and exports what deno.json does", () => {
  assert.equal(node.name, deno.name);
  assert.deepEqual(node.exports, deno.exports);
});

test("every entry loads the file it names when imported by its public name", async () => {
  const entries = Object.entries(deno.exports);
  assert.ok(entries.length > 0);
  for (const [entry, path] of entries) {
    const byName = await import(`${deno.name}${entry.slice(1)}`);
    const byFile = await import(pathToFileURL(join(root, path)).href);
    assert.equal(byName, byFile, entry);
  }
});

test("the version stands in deno.json only", () => {
  const { version } = deno;
  assert.match(version ?? "", /^\d+\.\d+\.\d+/);
  assert.equal(node.version, undefined);
  const copies = typescriptIn("mod.ts", "src", "bench").map(readSource).flatMap((source) =>
    source.literals.filter(({ text }) => text === version).map(({ start }) => place(source, start))
  );
  assert.deepEqual(copies, []);
});
