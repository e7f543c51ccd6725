/**
 * `deno task release:check`: all that must hold before a version is published, one thing after
 * another; the first that doesn't ends it.
 */

import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { chromiumPath, missingChromium } from "../tests/fixtures/chromium.ts";
import { succeed } from "./run.ts";
import { testedNodes, versions } from "./runtimes.ts";
import { root } from "./source_tree.ts";

/** A thing that must hold: it throws where it doesn't. */
type Step = readonly [name: string, hold: () => void | Promise<void>];

/** Milliseconds for the whole suite on one Node, and twice as many for all of it. */
const suiteTime = 60 * 60_000;

/** Milliseconds for each test of made input. */
const fuzzTime = "60000";

const steps: readonly Step[] = [
  ["nothing is uncommitted", async () => {
    const changes = await command("git", ["status", "--porcelain"]);
    if (changes.trim() !== "") throw new Error(changes.trim());
  }],
  ["CHANGELOG.md tells of this version", async () => {
    const [latest] = /^## .*$/m.exec(await Deno.readTextFile(join(root, "CHANGELOG.md"))) ?? [""];
    if (!latest.startsWith(`## ${config.version} – `)) throw new Error(`it begins with: ${latest}`);
  }],
  ["there is a Chromium", () => {
    if (chromiumPath === undefined) throw new Error(missingChromium);
  }],
  ["every check, and the suite on Deno, Bun and Node", () => deno("task", "test")],
  ...testedNodes.filter((version) => version !== versions.node).map((version): Step => [
    `the suite on Node ${version}`,
    () => deno("task", "test", "--quick", "--only=node", `--node=${version}`),
  ]),
  ["minutes of made input, on Deno, Bun and Node", async () => {
    await command(Deno.execPath(), ["task", "test", "--quick", "fuzz"], { FUTURES_FUZZ: fuzzTime });
  }],
  ["JSR would take it", () => deno("publish", "--dry-run")],
  ["npm's package is built", () => deno("task", "build:npm")],
];

async function deno(...args: string[]): Promise<void> {
  await command(Deno.execPath(), args);
}

async function command(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return await succeed({ path, args, env, cwd: root, timeout: 2 * suiteTime });
}

for (const [name, hold] of steps) {
  try {
    await hold();
    console.log(`ok      ${name}`);
  } catch (error) {
    console.log(`FAILED  ${name}\n${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
