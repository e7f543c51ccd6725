/** The file that `--json` names: whole or not at all, and tried beforehand. */

import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { JsonFile } from "../../bench/json_file.ts";

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-json-"));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function assertRefused(path: string, reason: string): void {
  assert.throws(() => new JsonFile(path), {
    name: "UsageError",
    message: `Cannot write --json ${path}: ${reason}`,
  });
}

test("JsonFile writes nothing when it is only made", () => {
  inFolder((folder) => {
    new JsonFile(join(folder, "new.json"));
    assert.deepEqual(readdirSync(folder), []);
  });
});

test("JsonFile.write() replaces the file and leaves no other when it is done", () => {
  inFolder((folder) => {
    const path = join(folder, "old.json");
    writeFileSync(path, "old");
    new JsonFile(path).write({ a: [1] });
    assert.deepEqual(readdirSync(folder), ["old.json"]);
    assert.equal(readFileSync(path, "utf8"), '{\n  "a": [\n    1\n  ]\n}\n');
  });
});

test("JsonFile.write() leaves the old file as it was when the value can't be written", () => {
  inFolder((folder) => {
    const path = join(folder, "old.json");
    writeFileSync(path, "old");
    assert.throws(() => new JsonFile(path).write({ a: 1n }), TypeError);
    assert.deepEqual(readdirSync(folder), ["old.json"]);
    assert.equal(readFileSync(path, "utf8"), "old");
  });
});

test("JsonFile.write() keeps the link when the path is one", () => {
  inFolder((folder) => {
    const target = join(folder, "target.json");
    const link = join(folder, "link.json");
    writeFileSync(target, "old");
    symlinkSync(target, link);
    new JsonFile(link).write(1);
    assert.equal(readlinkSync(link), target);
    assert.equal(readFileSync(target, "utf8"), "1\n");
  });
});

test("JsonFile refuses a path when no file can be written there", () => {
  inFolder((folder) => {
    assertRefused(join(folder, "missing", "a.json"), "no such directory");
    assertRefused(folder, "not a regular file");
    writeFileSync(join(folder, "file"), "");
    assertRefused(join(folder, "file", "a.json"), "no such directory");
  });
});
