/**
 * `deno task test`: every check, and the whole suite on every runtime, summed in one last line.
 *
 *     deno task test [--only=deno|bun|node] [--node=VERSION] [--quick] [filter…]
 *
 * `--only` runs the suite on one runtime, `--node` on another Node than the pinned one, `--quick`
 * leaves the checks out. A filter is a piece of a test file's path; several widen the choice.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "../tests/engines/chromium.ts";
import { checks, runCheck } from "./checks.ts";
import { killAll, run } from "./run.ts";
import { runtime, type RuntimeName } from "./runtimes.ts";
import { sameTests } from "./same_tests.ts";
import { root, typescriptIn } from "./source_tree.ts";
import { runSuite, type Suite, type SuiteVerdict } from "./suite.ts";
import { check, counts, type Verdict } from "./verdict.ts";

type Target = "deno" | RuntimeName;

interface Options {
  readonly targets: readonly Target[];
  readonly node: string | undefined;
  readonly quick: boolean;
  readonly files: readonly string[];
}

/** Where the runtimes are, or why one isn't there. */
type Runtimes = Readonly<Record<Target, string | Error>>;

const targets: readonly Target[] = ["deno", "bun", "node"];

/** The suites, the longest first: one that starts last should be short. */
const longestFirst: readonly Target[] = ["node", "deno", "bun"];

/** Where the tests are that open pages in browsers, and the one runtime that opens them. */
const pages = "tests/browsers/";
const opener: Target = "node";

/** How many suites run at once; a suite has one test running and that several workers. */
const width = navigator.hardwareConcurrency;

/** Whose tests may be skipped. */
const engines = [chromium];

/** Milliseconds to fetch and unpack all packages. */
const packagesTime = 300_000;

/** All that counts, in the order it ended. */
const verdicts: Verdict[] = [];

async function main(options: Options): Promise<void> {
  Deno.chdir(root);
  const runtimes = await install(options);
  await step("packages", installPackages);
  for (const { name, skip } of engines) {
    if (skip) console.log(`${name.padEnd(16)}its tests are skipped: ${skip}`);
  }
  if (!options.quick) await runChecks();
  await runSuites(options, runtimes);
  const passed = sum("passed"), failed = sum("failed");
  console.log(`\n${counts({ passed, failed, skipped: 0 })}`);
  Deno.exit(failed === 0 ? 0 : 1);
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { only: { type: "string" }, node: { type: "string" }, quick: { type: "boolean" } },
    allowPositionals: true,
  });
  const only = values.only?.split(",") ?? targets;
  const unknown = only.find((name) => !targets.includes(name as Target));
  if (unknown !== undefined) throw new Error(`--only takes deno, bun or node: ${unknown}`);
  const files = typescriptIn("tests").filter((file) => file.endsWith(".test.ts"));
  const chosen = files.filter((file) => matches(file, positionals));
  if (chosen.length === 0) throw new Error(`no test file matches: ${positionals.join(" ")}`);
  return {
    targets: targets.filter((name) => only.includes(name)),
    node: values.node,
    quick: values.quick ?? false,
    files: chosen,
  };
}

function matches(file: string, filters: readonly string[]): boolean {
  return filters.length === 0 || filters.some((filter) => file.includes(filter.replace("./", "")));
}

/** Bun bundles the worker's program and Node is started by tests, so both are always there. */
async function install({ node }: Options): Promise<Runtimes> {
  const start = performance.now();
  const [bunPath, nodePath] = await Promise.all([
    runtime("bun").catch(asError),
    runtime("node", node).catch(asError),
  ]);
  const runtimes: Runtimes = { deno: Deno.execPath(), bun: bunPath, node: nodePath };
  const missing = targets.filter((name) => runtimes[name] instanceof Error);
  report("runtimes", missing.length ? `no ${missing.join(", no ")}` : "ready", start);
  return runtimes;
}

/** Deno has packages in its own cache; Bun and Node look for them in `node_modules`. */
async function installPackages(): Promise<Verdict> {
  const args = ["install", "--quiet", "--node-modules-dir=auto"];
  const ended = await run({ path: Deno.execPath(), args, cwd: root, timeout: packagesTime });
  return check(ended.code === 0, `deno ${args.join(" ")}\n${ended.output.trimEnd()}`);
}

async function runChecks(): Promise<void> {
  for (const one of checks) await step(one.name, () => runCheck(one));
}

async function runExamples(): Promise<void> {
  const files = ["mod.ts", "src", "README.md", "docs"].filter((path) =>
    existsSync(join(root, path))
  );
  await step("examples", () => runSuite({ runner: "docs", path: Deno.execPath(), files }));
}

/** Runs as many suites at once as there are processors. */
async function runSuites({ targets, files, quick }: Options, runtimes: Runtimes): Promise<void> {
  const env = environment(runtimes);
  const names = new Map<string, readonly string[]>();
  const [inPages, onAll] = [true, false].map((isPage) =>
    files.filter((file) => file.startsWith(pages) === isPage)
  ) as [string[], string[]];
  const suites = onAll.length > 0 ? longestFirst.filter((name) => targets.includes(name)) : [];
  const waiting = suites.map((runner) => async () => {
    const suite = await runOn(runner, runtimes[runner], { files: onAll, env });
    if (suite.failed === 0) names.set(runner, suite.names);
  });
  if (inPages.length > 0 && targets.includes(opener)) {
    waiting.push(async () => {
      await runOn(opener, runtimes[opener], { files: inPages, env }, "browsers");
    });
  }
  if (!quick) waiting.push(runExamples);
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run; run = waiting.shift()) await run();
  };
  await Promise.all(Array.from({ length: width }, work));
  if (names.size > 1) {
    await step("same tests", () => sameTests(names));
  }
}

async function runOn(
  runner: Target,
  path: string | Error,
  suite: Pick<Suite, "files" | "env">,
  title?: string,
): Promise<SuiteVerdict> {
  if (path instanceof Error) {
    return await step(runner, () => ({ ...check(false, path.message), names: [] }));
  }
  const name = title ?? `${runner} ${await versionOf(path)}`;
  return await step(name, () => runSuite({ runner, path, ...suite }));
}

/** Tells the programs that tests start where each runtime is. */
function environment(runtimes: Runtimes): Record<string, string> {
  const here = targets.flatMap((name) => {
    const path = runtimes[name];
    return path instanceof Error ? [] : [[`FUTURES_${name.toUpperCase()}`, path]];
  });
  return Object.fromEntries(here);
}

async function versionOf(path: string): Promise<string> {
  const { output } = await run({ path, args: ["--version"], timeout: 60_000 });
  return /\d+\.\d+\.\d+\S*/.exec(output)?.[0] ?? "of unknown version";
}

/** Runs one step, tells in one piece how it went, and counts it. */
async function step<V extends Verdict>(name: string, work: () => V | Promise<V>): Promise<V> {
  const start = performance.now();
  const verdict = await work();
  verdicts.push(verdict);
  report(name, counts(verdict), start);
  if (verdict.failed > 0) console.log(`\n${verdict.trouble}\n`);
  return verdict;
}

/** One line a step, once it has ended: several may run at the same time. */
function report(name: string, outcome: string, start: number): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name.padEnd(16)}${outcome.padEnd(36)} ${seconds} s`);
}

function sum(count: "passed" | "failed"): number {
  return verdicts.reduce((total, verdict) => total + verdict[count], 0);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What was started goes with us. */
function stopOn(signal: Deno.Signal, code: number): void {
  Deno.addSignalListener(signal, () => {
    killAll();
    Deno.exit(code);
  });
}

stopOn("SIGINT", 130);
if (Deno.build.os !== "windows") stopOn("SIGTERM", 143);
try {
  await main(readOptions(Deno.args));
} catch (error) {
  console.error(`Cannot run the tests: ${asError(error).message}`);
  Deno.exit(2);
}
