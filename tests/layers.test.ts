/**
 * The house's rules, checked on the source text: who may import whom, where a runtime may be named,
 * what no file may hold. CONTRIBUTING.md tells them in words.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import {
  type Import,
  importsOf,
  place,
  readSource,
  resolve,
  root,
  scan,
  type Source,
  typescriptIn,
} from "../tools/source_tree.ts";

/** What each layer may import besides itself: a folder of `src/`, or one file of it. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  gil: ["core"],
  // Nobody imports it: it ends up in a text that workers evaluate.
  instrument: ["core"],
  codec: ["core/primordials.ts"],
  ring: ["codec", "core"],
  wire: ["core", "codec"],
  kernels: ["gil", "core", "adapters/native_digits.ts"],
  worker: ["wire", "ring", "gil", "core"],
  pool: ["core", "wire", "ring"],
  // The worker's program is text to them: what they start, not what they call.
  adapters: ["pool/worker_handle.ts", "worker/program.gen.ts", "wire", "core"],
};

const sources = typescriptIn("mod.ts", "src").map(readSource);
const project = typescriptIn("mod.ts", "src", "bench", "tests", "tools", "examples").map(
  readSource,
);
const maximumLines = 350;

/** Fails with one line a finding. */
function assertNone(findings: readonly string[]): void {
  assert.ok(sources.length > 0, "there is nothing to check");
  assert.ok(findings.length === 0, findings.join("\n"));
}

/** A finding for each match of `pattern` in the code of `among`. */
function mentions(pattern: RegExp, among: readonly Source[]): string[] {
  return among.flatMap((source) =>
    [...source.code.matchAll(pattern)].map(({ 0: word, index }) =>
      `${place(source, index)} ${word}`
    )
  );
}

/** A finding for each import of `among` that breaks a rule. */
function imports(
  among: readonly Source[],
  isBad: (one: Import, source: Source) => boolean,
): string[] {
  return among.flatMap((source) =>
    importsOf(source)
      .filter((one) => isBad(one, source))
      .map(({ specifier, start }) => `${place(source, start)} imports ${specifier}`)
  );
}

/** The layer of a path under `src/`; composition (`mod.ts`, `src/*.ts`) has none. */
function layerOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

function mayImport(from: string, to: string): boolean {
  const layer = layerOf(from);
  if (layer === undefined || layer === layerOf(to)) return true;
  const allowed = layers[layer] ?? [];
  return allowed.some((part) => to === `src/${part}` || to.startsWith(`src/${part}/`));
}

function mayNameRuntime({ path }: Source): boolean {
  return path.startsWith("src/adapters/") || isWorkerEntry(path);
}

/** The entries, and the one file they share. */
function isWorkerEntry(path: string): boolean {
  return /^src\/worker\/(?:entry\w*|node_process)\.ts$/.test(path);
}

/** Adapters ask `builtin()`; the worker's program can't share that door and asks by itself. */
function mayNameModule({ path, code }: Source, start: number): boolean {
  if (isWorkerEntry(path)) return true;
  const asked = /\bbuiltin(?:<[^()]*>)?\(\s*.$/.test(code.slice(0, start));
  return path.startsWith("src/adapters/") && asked;
}

/** The files that importing `path` loads, itself first. */
function loadedBy(path: string, seen: Set<string> = new Set()): Set<string> {
  const source = sources.find((one) => one.path === path);
  if (!source || seen.has(path)) return seen;
  seen.add(path);
  for (const { specifier, kind } of importsOf(source)) {
    if (kind === "static") loadedBy(resolve(path, specifier) ?? "", seen);
  }
  return seen;
}

/** Whether loading `source` comes to need it again. */
function isInCycle(source: Source): boolean {
  return importsOf(source).some(({ specifier, kind }) => {
    const next = resolve(source.path, specifier);
    return kind === "static" && next !== undefined && loadedBy(next).has(source.path);
  });
}

/** Bun's path: the bundler is a development tool that only the test run installs. */
const bundler = process.versions.bun ? process.execPath : process.env.FUTURES_BUN;

function bundleForBrowsers(bun: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    const outfile = join(folder, "mod.js");
    const flags = ["--target=browser", "--external=node:*", `--outfile=${outfile}`];
    execFileSync(bun, ["build", "mod.ts", ...flags], { cwd: root, stdio: "pipe" });
    return readFileSync(outfile, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("importsOf() finds every import when comments and strings hold others", () => {
  const text = [
    'import type { A } from "./a.ts"; // import "./comment.ts"',
    'import { type B, b } from "./b.ts";',
    'const text = `import "./text.ts" ${await import(\'./c.ts\')} from "./tail.ts"`;',
    "const pattern = /import '[/]'/g, half = text.length / 2 / 1;",
    'type D = typeof import("./d.ts");',
    'export * from "./e.ts";',
  ].join("\n");
  const found = importsOf(scan("x.ts", text)).map(({ specifier, kind }) => `${kind} ${specifier}`);
  assert.deepEqual(found, [
    "type ./a.ts",
    "static ./b.ts",
    "dynamic ./c.ts",
    "type ./d.ts",
    "static ./e.ts",
  ]);
});

test("src belongs to the known layers", () => {
  const unknown = sources.filter(({ path }) => !Object.hasOwn(layers, layerOf(path) ?? "core"));
  assertNone(unknown.map(({ path }) => path));
});

test("src imports only what its layer may see", () => {
  assertNone(imports(sources, ({ specifier }, { path }) => {
    const target = resolve(path, specifier);
    return target !== undefined && !mayImport(path, target);
  }));
});

test("src imports no package and no file outside of src", () => {
  assertNone(
    imports(sources, ({ specifier }, { path }) => {
      const isBundled = specifier === "acorn" && layerOf(path) === "instrument";
      return !isBundled && !resolve(path, specifier)?.startsWith("src/");
    }),
  );
});

test("src names a runtime only in adapters and worker entries", () => {
  const asVariable = /(?<![\w$.#])(?:Deno|Bun|process|navigator)\b(?!\s*\??:)/g;
  const asProperty = /\bglobalThis\b[^;]*?\.\s*(?:Deno|Bun|process|navigator)\b/g;
  const others = sources.filter((source) => !mayNameRuntime(source));
  assertNone([...mentions(asVariable, others), ...mentions(asProperty, others)]);
});

test("src names node: modules only to builtin() and in worker entries", () => {
  assertNone(sources.flatMap((source) =>
    source.literals
      .filter(({ text, start }) => /^node:./.test(text) && !mayNameModule(source, start))
      .map(({ text, start }) => `${place(source, start)} ${text}`)
  ));
});

test("mod.ts loads no node: module", () => {
  const loaded = loadedBy("mod.ts");
  const among = sources.filter(({ path }) => loaded.has(path));
  assert.ok(loaded.has("mod.ts"));
  assertNone(
    imports(among, ({ specifier, kind }) => kind === "static" && specifier.startsWith("node:")),
  );
});

/** What `src/core/primordials.ts` has taken of the globals, under the same names. */
const primordials = [
  ...sources.find(({ path }) => path === "src/core/primordials.ts")!.code
    .matchAll(/^export const ([A-Z]\w+)/gm),
].map(([, name]) => name!);

/** The names that a file declares or imports. */
function bindingsOf({ code }: Source): Set<string> {
  const lists = [...code.matchAll(/\b(?:import|const) \{([^}]*)\}/g)].map(([, list]) => list!);
  return new Set(
    lists.flatMap((list) => list.split(",").map((one) => /[\w$]+\s*$/.exec(one)?.[0].trim() ?? "")),
  );
}

/** Where a file uses a global as a value that it should have from there; types are no matter. */
function globalsTaken(source: Source): string[] {
  const bound = bindingsOf(source);
  const free = primordials.filter((name) => !bound.has(name)).join("|");
  if (free === "" || source.path === "src/core/primordials.ts") return [];
  const used = new RegExp(
    `\\b(?:new|instanceof) (?:${free})\\b(?!Error)|` +
      `(?<![\\w$#]|(?<!\\.\\.)\\.)(?!WebAssembly)(?:${free})\\.\\w`,
    "g",
  );
  return mentions(used, [{ ...source, code: source.code.replace(/\bnew Error\b/g, "") }]);
}

test("src has what tasks and mocks replace from core/primordials.ts", () => {
  assert.ok(primordials.includes("Promise") && primordials.includes("Atomics"));
  // The parser beside it has them from nowhere else either.
  const others = sources.filter(({ path }) => layerOf(path) !== "instrument");
  assertNone(others.flatMap(globalsTaken));
});

/** Clocks, timers and the like: files take them once, as they load, out of `globalThis`. */
test("src calls no clock, timer or other function of the host by its global name", () => {
  const host = "performance\\.now|queueMicrotask|structuredClone|" +
    "(?:set|clear)(?:Timeout|Interval|Immediate)";
  const calls = new RegExp(`(?<![\\w$#]|(?<!\\.\\.)\\.)(?:${host})\\(`, "g");
  // A worker's entry runs once, before any task.
  const others = sources.filter((source) => !bindsHost(source) && !isWorkerEntry(source.path));
  assertNone(mentions(calls, others));
});

function bindsHost({ code }: Source): boolean {
  return /\} =\s+globalThis\b/.test(code);
}

test("src tells nothing by a class that another realm may have", () => {
  const classes = "(?:Promise|Error|Array|Object|Map|Set|\\w+Array|ArrayBuffer|DataView|URL)";
  const others = sources.filter(({ path }) => path !== "src/core/primordials.ts");
  assertNone(mentions(new RegExp(`\\binstanceof ${classes}\\b`, "g"), others));
});

test("src has no import cycle", () => {
  assertNone(sources.filter(isInCycle).map(({ path }) => path));
});

test("src has no any", () => {
  assertNone(mentions(/(?<![\w$.#])any\b(?!\s*[(:])/g, sources));
});

test("relative imports end in .ts", () => {
  assertNone(
    imports(
      project,
      ({ specifier }) => /^\.{0,2}\//.test(specifier) && !/\.(?:ts|json)(?:\?|$)/.test(specifier),
    ),
  );
});

test("files have no more than 350 lines", () => {
  const lines = ({ text }: Source): number => text.trimEnd().split("\n").length;
  const all = [...project, ...typescriptIn("wasm").map(readSource)];
  const long = all.filter((source) => lines(source) > maximumLines);
  assertNone(long.map((source) => `${source.path} has ${lines(source)} lines`));
});

test("CI names the actions of others by their commits, which nobody can move", () => {
  const workflow = readFileSync(join(root, ".github/workflows/ci.yml"), "utf8");
  const uses = workflow.split("\n").filter((line) => /\buses:/.test(line));
  assert.ok(uses.length > 0, "there is nothing to check");
  assertNone(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(line)));
});

test("mod.ts bundles for browsers without a node: module", {
  skip: bundler ? false : "no Bun here: run deno task test",
  timeout: 120_000,
}, () => {
  const bundle = scan("the bundle of mod.ts", bundleForBrowsers(bundler ?? ""));
  assert.ok(bundle.code.includes("ThreadPoolExecutor"));
  assertNone(imports([bundle], ({ specifier }) => specifier.startsWith("node:")));
});
