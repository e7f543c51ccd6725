/**
 * Runs test files on one runtime, or the examples in the documentation, and counts.
 *
 * Trusts the runner's report for what it tells, and not at all for what it leaves out: a run that
 * crashed, hung, left no report, ran no test or ended badly without naming a failure is a failure.
 * Must not know which files there are or what is done with the verdict.
 */

import { join } from "node:path";
import { readReport, type TestCase } from "./report.ts";
import { type Ended, run } from "./run.ts";
import type { Verdict } from "./verdict.ts";

/** The runtimes' test runners, and Deno's for the code blocks in doc comments and Markdown. */
export type Runner = "deno" | "bun" | "node" | "docs";

/** What to run on what. */
export interface Suite {
  readonly runner: Runner;
  /** The path of the runtime's executable. */
  readonly path: string;
  readonly files: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A verdict, and the names of the tests that ran or were skipped. */
export interface SuiteVerdict extends Verdict {
  readonly names: readonly string[];
}

/** Milliseconds for one test on the runners that have a limit, and for a whole run on busy cores. */
const testTime = 120_000;
const suiteTime = 2_700_000;

/** Runs a suite to its end, or until its time is up. */
export async function runSuite(suite: Suite): Promise<SuiteVerdict> {
  const folder = await Deno.makeTempDir();
  try {
    const report = join(folder, "report.xml");
    const args = argumentsFor(suite.runner, suite.files, report);
    const env = { ...suite.env, ...cacheIn(suite.runner, folder) };
    const ended = await run({ ...suite, env, args, timeout: suiteTime });
    return judge(ended, readReport(await textOf(report)), suite.files);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Node strips the types of what it loads, again in each of many children, unless it may keep it. */
function cacheIn(runner: Runner, folder: string): Readonly<Record<string, string>> {
  return runner === "node" ? { NODE_COMPILE_CACHE: join(folder, "cache") } : {};
}

/** Bun takes a bare name for a filter, so its files begin with `./`. */
function argumentsFor(runner: Runner, files: readonly string[], report: string): string[] {
  switch (runner) {
    case "deno":
      return ["test", "-A", "--no-check", `--junit-path=${report}`, ...files];
    case "docs":
      return ["test", "-A", "--doc", `--junit-path=${report}`, ...files];
    case "bun": {
      const reporter = ["--reporter=junit", `--reporter-outfile=${report}`];
      const paths = files.map((file) => `./${file}`);
      return ["test", "--no-install", `--timeout=${testTime}`, ...reporter, ...paths];
    }
    case "node": {
      const reporters = [
        ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
        ...["--test-reporter=junit", `--test-reporter-destination=${report}`],
      ];
      // One file at a time: with more, tests that count threads or time disturb each other.
      const limits = ["--test-concurrency=1", `--test-timeout=${testTime}`];
      return ["--test", ...limits, ...reporters, ...files];
    }
  }
}

function judge(ended: Ended, cases: readonly TestCase[], files: readonly string[]): SuiteVerdict {
  const empty = cases.filter((one) => one.outcome === "passed" && isFile(one, files));
  const passed = count(cases, "passed") - empty.length;
  const reported = count(cases, "failed") + empty.length;
  const crash = abnormal(ended, passed + reported, reported);
  const failed = reported + crash.length;
  const reasons = [...empty.map(({ name }) => `${name} reported no test of its own.`), ...crash];
  return {
    passed,
    failed,
    skipped: count(cases, "skipped"),
    names: cases.map(({ name }) => name),
    trouble: failed ? [ended.output.trimEnd(), ...reasons].join("\n") : "",
  };
}

/** Node reports a file as one passed test if it had none, or left early by `process.exit(0)`. */
function isFile({ name }: TestCase, files: readonly string[]): boolean {
  return files.includes(name.replaceAll("\\", "/"));
}

/** Why a run can't be trusted though its report looks well: at most one reason. */
function abnormal({ timedOut, code }: Ended, ran: number, failed: number): string[] {
  if (timedOut) return [`The run was killed after ${suiteTime / 1000} s.`];
  if (ran === 0) return [`The run ended with code ${code} and ran no test.`];
  if (code === 0 || failed > 0) return [];
  return [`The run ended with code ${code}, but its report names no failure.`];
}

function count(tests: readonly TestCase[], outcome: TestCase["outcome"]): number {
  return tests.filter((one) => one.outcome === outcome).length;
}

async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return "";
  }
}
