/** `tools/runtimes.ts` with a registry of the tests: what it installs, and what it refuses to. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { createTarGzip } from "nanotar";
import { integrities } from "../../tools/runtime_integrities.ts";
import { testedNodes, versions } from "../../tools/runtimes.ts";
import { root } from "../../tools/source_tree.ts";
import { type Ended, runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { type Registry, startRegistry } from "./registry.ts";

const once = "Deno" in globalThis && process.platform !== "win32"
  ? {}
  : { skip: "the tools run on Deno; the executable here is a shell's script" };

const name = Object.keys(integrities).find((id) => id.startsWith(`@oven/bun-${packagePlatform()}@`))
  ?.slice(0, -`@${versions.bun}`.length) ?? "";

let folder: TemporaryFolder;
let registry: Registry;
let tarball: Uint8Array;

before(async () => {
  if ("skip" in once) return;
  folder = temporaryFolder();
  // Whoever runs it is known by a file.
  const script = `#!/bin/sh\ntouch "${folder.path}/ran"\necho ${versions.bun}\n`;
  const manifest = { name, version: versions.bun };
  tarball = new Uint8Array(
    await createTarGzip([
      { name: "package/package.json", data: JSON.stringify(manifest) },
      { name: "package/bin/bun", data: script, attrs: { mode: "755" } },
    ]),
  );
  registry = await startRegistry({ tarball, manifest });
});

after(async () => {
  if ("skip" in once) return;
  await registry.close();
  await folder.remove();
});

function packagePlatform(): string {
  return `${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
}

/** Runs the tool in a project of its own, with the hashes that `integrities` tells. */
async function install(integrities: object): Promise<Ended & { readonly installed: string[] }> {
  const project = join(folder.path, "project");
  rmSync(project, { recursive: true, force: true });
  rmSync(join(folder.path, "ran"), { force: true });
  mkdirSync(join(project, "tools"), { recursive: true });
  for (const file of ["runtimes.ts", "run.ts", "source_tree.ts"]) {
    cpSync(join(root, "tools", file), join(project, "tools", file));
  }
  const text = `export const integrities: Record<string, string> = ${JSON.stringify(integrities)};`;
  writeFileSync(join(project, "tools", "runtime_integrities.ts"), text);
  const ended = await runProgram(join(project, "tools", "runtimes.ts"), ["bun"], {
    cwd: project,
    env: { NPM_CONFIG_REGISTRY: registry.url, FUTURES_BUN: "" },
  });
  return { ...ended, installed: readdirSync(join(project, ".runtimes")) };
}

test(
  "a runtime whose package has another hash is not run and leaves nothing behind",
  once,
  async () => {
    const { code, stderr, installed } = await install(integrities);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /Cannot install @oven\/bun-\S+ [\d.]+: it is not what its hash in .* tells/,
    );
    assert.deepEqual(installed, []);
    assert.ok(!readdirSync(folder.path).includes("ran"));
  },
);

test("a runtime whose package has the hash that is known is installed", once, async () => {
  const hash = createHash("sha512").update(tarball).digest("base64");
  const { code, stdout, stderr } = await install({ [`${name}@${versions.bun}`]: `sha512-${hash}` });
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  assert.match(readFileSync(stdout.trim(), "utf8"), /^#!/);
  assert.ok(readdirSync(folder.path).includes("ran"));
});

test("a runtime whose hash nobody knows is installed, and that is said", once, async () => {
  const { code, stderr, installed } = await install({});
  assert.equal(code, 0);
  assert.match(stderr, /^No hash is known of @oven\/bun-\S+ [\d.]+: the registry is believed\n$/);
  assert.deepEqual(installed, [`bun-${versions.bun}`]);
});

test("the hash of each runtime that the tests run on is known, on Linux at least", () => {
  const bun = ["x64", "aarch64"].map((processor) => `@oven/bun-linux-${processor}@${versions.bun}`);
  const nodes = testedNodes.flatMap((version) =>
    ["x64", "arm64"].map((processor) => `node-linux-${processor}@${version}`)
  );
  assert.deepEqual([...bun, ...nodes].filter((id) => !(id in integrities)), []);
});
