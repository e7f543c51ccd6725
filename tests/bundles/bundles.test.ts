/**
 * One app, built by each tool as docs/bundlers.md tells, and run: on Node, Bun and Deno, and on a page
 * where there is a Chromium. Deno builds for all three runtimes: it would be the same thing three times.
 */

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { noChromium } from "../fixtures/chromium.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { printedAt, printedByFolder } from "./page.ts";
import { build, copyProject, makeProject, say, start } from "./project.ts";
import { commandOf, shownFiles } from "./recipes.ts";

const { FUTURES_BUN, FUTURES_NODE } = process.env;

const noTools = !("Deno" in globalThis)
  ? "what is built is the same on each runtime: Deno does it"
  : process.platform === "win32"
  ? "needs sh"
  : FUTURES_BUN && FUTURES_NODE
  ? false
  : "no Bun or Node here: run deno task test";

const options = { skip: noTools, timeout: 120_000 };
const pageOptions = { skip: noTools || noChromium, timeout: 120_000 };

const inProcesses = {
  source: 144,
  factorial: "2432902008176640000",
  module: 1229,
  kernelInTask: 1060,
};

/** What the app prints, wherever it runs. */
const inThreads = {
  ...inProcesses,
  sum: 0.75,
  parallelSum: 2_097_152,
  array: [2, 3, 5, 7, 11, 13, 17, 19],
  error: "LimitError: 5",
  obeys: true,
};

const printed = { ...inThreads, moduleObeys: true, processes: inProcesses };
const onPage = { ...inThreads, moduleObeys: "not on a page", processes: "UnsupportedError" };

let folder: TemporaryFolder | undefined;
let original: Promise<string> | undefined;

after(() => folder?.remove());

/** A project of a test's own. */
async function projectFor(name: string, change = (main: string): string => main): Promise<string> {
  folder ??= temporaryFolder();
  original ??= makeProject(folder.path);
  return copyProject(await original, name.replaceAll(/\W+/g, "_"), change);
}

const builds = new Map<string, Promise<string>>();

/** The project that a tool has built, once for all tests. */
function builtBy(tool: string): Promise<string> {
  let project = builds.get(tool);
  if (!project) builds.set(tool, project = buildBy(tool));
  return project;
}

async function buildBy(tool: string): Promise<string> {
  const project = await projectFor(tool);
  await build(project, commandOf(tool));
  return project;
}

/** Fails with all that was written if it isn't the one line. */
async function assertPrints(project: string, command: string, results: object): Promise<void> {
  const { code, output } = await say(project, command);
  assert.equal(code, 0, output);
  assert.deepEqual(JSON.parse(output), results);
}

const everywhere = ["esbuild", "Rolldown", "webpack", "bun build", "deno bundle"];
const elsewhere = ["Vite", "Vite's server", "bun build --compile", "deno compile"];

test("docs/bundlers.md has a line for each tool, and the files that two of them need", () => {
  for (const tool of [...everywhere, ...elsewhere]) assert.match(commandOf(tool), /^\w+/);
  assert.deepEqual([...shownFiles().keys()], ["webpack.config.js", "vite.config.js"]);
});

for (const tool of everywhere) {
  test(`${tool} builds an app that does all on Node, Bun and Deno`, options, async () => {
    const project = await builtBy(tool);
    for (const run of ["node", "bun", "deno run --allow-all"]) {
      await assertPrints(project, `${run} out/main.js`, printed);
    }
  });

  test(`${tool} builds an app that does all but processes on a page`, pageOptions, async () => {
    const line = await printedByFolder(join(await builtBy(tool), "out"), folder!.path);
    assert.deepEqual(JSON.parse(line), onPage);
  });
}

test("vite build makes a page that does all but processes", pageOptions, async () => {
  const line = await printedByFolder(join(await builtBy("Vite"), "out"), folder!.path);
  assert.deepEqual(JSON.parse(line), onPage);
});

test("vite serves a page that does all but processes", pageOptions, async () => {
  const child = start(await projectFor("served"), `${commandOf("Vite's server")} --port 0`);
  try {
    const line = await printedAt(await addressIn(child.stdout), folder!.path);
    assert.deepEqual(JSON.parse(line), onPage);
  } finally {
    const gone = once(child, "close");
    child.kill();
    await gone;
  }
});

async function addressIn(stdout: NodeJS.ReadableStream): Promise<string> {
  let output = "";
  for await (const piece of stdout.setEncoding("utf8")) {
    output += piece;
    const found = /http:\/\/localhost:\d+\//.exec(output);
    if (found) return found[0];
  }
  throw new Error(`vite told no address: ${output}`);
}

test("bun build --compile makes an executable that does all, processes too", options, async () => {
  await assertPrints(await builtBy("bun build --compile"), "./app", printed);
});

test("an executable of Bun finds its tasks by the name of their source too", options, async () => {
  const project = await projectFor("by_source", (main) => main.replace("./tasks.js", "./tasks.ts"));
  await build(project, commandOf("bun build --compile"));
  await assertPrints(project, "./app", printed);
});

test("deno compile makes an executable that does all but processes", {
  skip: noTools ||
    (process.env.DENORT_BIN ? false : "downloads its runtime: DENORT_BIN names none"),
  timeout: 120_000,
}, async () => {
  const project = await projectFor("compiled", (main) => main.replace("./tasks.js", "./tasks.ts"));
  await build(project, commandOf("deno compile"));
  await assertPrints(project, "./app", { ...printed, processes: "UnsupportedError" });
});

test(
  "kernels were left out of a bundle when no import was said to have side effects",
  options,
  async () => {
    const project = await projectFor(
      "kernels",
      () =>
        `import { ThreadPoolExecutor } from "@concurrent/futures";
     import { sum } from "@concurrent/futures/kernels";
     const executor = new ThreadPoolExecutor(1);
     console.log(sum([1, 2]), await executor.submit(sum, [3, 4]));
     await executor.shutdown();`,
    );
    await build(project, "esbuild src/main.ts --bundle --format=esm --outdir=out");
    assert.deepEqual(await say(project, "node out/main.js"), { code: 0, output: "3 7\n" });
  },
);

test("esbuild's --keep-names broke functions that are sent as source text", options, async () => {
  const project = await projectFor("keep_names");
  await build(project, `${commandOf("esbuild").replace(" --minify", "")} --keep-names`);
  await assertPrints(project, "node out/main.js", printed);
});

// What does not work, as the second table says.

test(
  "esbuild's --keep-names with --minify breaks functions that are sent as source text",
  options,
  async () => {
    const project = await projectFor("keep_names_minified");
    await build(project, `${commandOf("esbuild")} --keep-names`);
    const { code, output } = await say(project, "node out/main.js");
    assert.equal(code, 1);
    assert.match(output, /ReferenceError: \w+ is not defined: a function sent as source text/);
    assert.match(output, /it is a name that a minifying bundler has made/);
  },
);

test("esbuild warns of import.meta.url where a bundle is no ES module", options, async () => {
  const { output } = await say(
    await projectFor("iife"),
    "esbuild src/main.ts --bundle --format=iife --outdir=out",
  );
  assert.match(output, /empty-import-meta/);
});

test(
  "registerError() does not know a minified class when it has no static name",
  options,
  async () => {
    const project = await projectFor("no_name");
    const path = join(project, "src/limit_error.ts");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/.*static override.*\n/, ""));
    await build(project, commandOf("bun build --compile"));
    await assertPrints(project, "./app", { ...printed, error: "LimitError: too many" });
  },
);

test("vite drops the exports of tasks that are imported as ?worker&url", pageOptions, async () => {
  const project = await projectFor(
    "worker_url",
    (main) =>
      main.replace(/new URL\([^)]*\)/, "new URL(tasks, import.meta.url)") +
      'import tasks from "./tasks.ts?worker&url";',
  );
  await build(project, commandOf("Vite"));
  const printing = printedByFolder(join(project, "out"), folder!.path);
  await assert.rejects(printing, /there is no such export/);
});
