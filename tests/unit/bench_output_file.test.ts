/** A file that a flag names: whole or not at all, and tried beforehand. */

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
import { OutputFile } from "../../bench/output_file.ts";

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-json-"));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function assertRefused(path: string, reason: string): void {
  assert.throws(() => new OutputFile("json", path), {
    name: "UsageError",
    message: `Cannot write --json ${path}: ${reason}`,
  });
}

test("OutputFile writes nothing when it is only made", () => {
  inFolder((folder) => {
    new OutputFile("json", join(folder, "new.json"));
    assert.deepEqual(readdirSync(folder), []);
  });
});

test("OutputFile.write() replaces the file and leaves no other when it is done", () => {
  inFolder((folder) => {
    const path = join(folder, "old.json");
    writeFileSync(path, "old");
    new OutputFile("json", path).write("new\n");
    assert.deepEqual(readdirSync(folder), ["old.json"]);
    assert.equal(readFileSync(path, "utf8"), "new\n");
  });
});

test("OutputFile.write() leaves the old file as it was when the text can't be written", () => {
  inFolder((folder) => {
    const path = join(folder, "old.json");
    writeFileSync(path, "old");
    assert.throws(() => new OutputFile("json", path).write(1n as never), TypeError);
    assert.deepEqual(readdirSync(folder), ["old.json"]);
    assert.equal(readFileSync(path, "utf8"), "old");
  });
});

test("OutputFile.write() keeps the link when the path is one", () => {
  inFolder((folder) => {
    const target = join(folder, "target.json");
    const link = join(folder, "link.json");
    writeFileSync(target, "old");
    symlinkSync(target, link);
    new OutputFile("json", link).write("1\n");
    assert.equal(readlinkSync(link), target);
    assert.equal(readFileSync(target, "utf8"), "1\n");
  });
});

test("OutputFile refuses a path when no file can be written there", () => {
  inFolder((folder) => {
    assertRefused(join(folder, "missing", "a.json"), "no such directory");
    assertRefused(folder, "not a regular file");
    writeFileSync(join(folder, "file"), "");
    assertRefused(join(folder, "file", "a.json"), "no such directory");
  });
});
