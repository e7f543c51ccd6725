/** What a page loads that has a pool, or one part of this package, as esbuild bundles it. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { build, stop } from "esbuild";
import { root } from "../../tools/source_tree.ts";

const minimal = `
  import { ThreadPoolExecutor } from "./mod.ts";
  const executor = new ThreadPoolExecutor(2);
  console.log(await executor.submit(Math.pow, 2, 3));
  await executor.shutdown();
`;

/** Bytes, by gzip at its best; the worker's program, which is in there, is 10 kB of it. */
const most = 41_500;

interface Bundle {
  readonly text: string;
  /** The files that something of is in the bundle. */
  readonly files: readonly string[];
}

/** Bundles a module's text; what is loaded later only goes into files of its own. */
async function bundle(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    metafile: true,
    minify: true,
    outdir: "out",
    platform: "browser",
    splitting: true,
    stdin: { contents, loader: "ts", resolveDir: root },
    target: "esnext",
    write: false,
  });
  const [path, { inputs }] = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint === "<stdin>"
  )!;
  const { text } = outputFiles.find((file) => file.path.replaceAll("\\", "/").endsWith(path))!;
  return { text, files: Object.keys(inputs) };
}

after(() => stop());

test("a minimal pool has neither kernels nor a worker's lock nor the instrumenter in its bundle", async () => {
  const { files } = await bundle(minimal);
  assert.ok(files.includes("src/worker/program.gen.ts"));
  const others = /^src\/(?:kernels|instrument)\/|^src\/gil\/program/;
  assert.deepEqual(files.filter((file) => others.test(file)), []);
});

test("a bundle with threads has nothing of processes, and the other way round", async () => {
  const threads = await bundle(minimal);
  const processes = await bundle(minimal.replaceAll("Thread", "Process"));
  const ofProcesses = ["subprocess", "child_command", "child_guard", "deno_config", "executable"]
    .map((name) => `src/adapters/${name}.ts`);
  const ofThreads = ["adapters/node_thread", "adapters/web_worker", "pool/ring_dispatcher"]
    .map((name) => `src/${name}.ts`);
  for (const file of ofProcesses) {
    assert.ok(processes.files.includes(file) && !threads.files.includes(file), file);
  }
  for (const file of ofThreads) {
    assert.ok(threads.files.includes(file) && !processes.files.includes(file), file);
  }
});

test("a minimal pool's bundle is no larger than it was", async () => {
  const { text } = await bundle(minimal);
  const { length } = gzipSync(text, { level: 9 });
  assert.ok(length <= most, `${length} bytes`);
});

test("a bundle with the instrumenter has acorn's licence, which it must have", async () => {
  const { text } = await bundle('export * from "./src/instrument/instrumenter.gen.ts";');
  const licence = /\/\*! acorn [^*]*Permission is hereby granted[^*]*\*\//;
  assert.ok(licence.test(text), "it has no such comment");
});
