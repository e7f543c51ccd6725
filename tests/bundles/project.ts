/**
 * A user's project: the app in `src/`, this package in `node_modules`, the bundlers on the PATH.
 *
 * Must not know how any of them is used: that stands in docs/bundlers.md.
 */

import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import type { Readable } from "node:stream";
import { root } from "../../tools/source_tree.ts";
import { installPacked } from "../fixtures/packed.ts";
import { shownFiles } from "./recipes.ts";

/** A bundler's program. webpack's needs a package more, and only reads a file. */
const bundlers: Readonly<Record<string, string>> = {
  esbuild: "node_modules/esbuild/bin/esbuild",
  rolldown: "node_modules/rolldown/bin/cli.mjs",
  vite: "node_modules/vite/bin/vite.js",
  webpack: "tests/bundles/webpack_command.ts",
};

/** What a command wrote to both of its streams, and its exit code. */
export interface Said {
  readonly code: number | null;
  readonly output: string;
}

/** Makes a project. */
export async function makeProject(folder: string): Promise<string> {
  const project = join(folder, "project");
  cpSync(join(root, "tests/bundles/app"), join(project, "src"), { recursive: true });
  renameSync(join(project, "src/index.html"), join(project, "index.html"));
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  for (const [name, content] of shownFiles()) writeFileSync(join(project, name), content);
  await installPacked(project);
  installCommands(join(project, "bin"));
  return project;
}

/** A copy that is as a tool finds it, with a text in its entry changed if need be. */
export function copyProject(
  project: string,
  name: string,
  change: (main: string) => string,
): string {
  const copy = `${project}_${name}`;
  cpSync(project, copy, { recursive: true });
  const main = join(copy, "src/main.ts");
  writeFileSync(main, change(readFileSync(main, "utf8")));
  return copy;
}

function installCommands(folder: string): void {
  mkdirSync(folder);
  const node = process.env.FUTURES_NODE ?? "node";
  for (const [name, path] of Object.entries(bundlers)) {
    install(join(folder, name), [node, "--disable-warning=ExperimentalWarning", join(root, path)]);
  }
  install(join(folder, "node"), [node]);
  install(join(folder, "bun"), [process.env.FUTURES_BUN ?? "bun"]);
  install(join(folder, "deno"), [process.execPath]);
}

function install(path: string, words: readonly string[]): void {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  writeFileSync(path, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(path, 0o755);
}

/** Starts a command of a project, which becomes the child itself. */
export function start(
  project: string,
  command: string,
): ChildProcessByStdio<null, Readable, Readable> {
  const { NODE_TEST_CONTEXT: _context, FORCE_COLOR: _color, ...env } = process.env;
  const PATH = [join(project, "bin"), env.PATH].join(delimiter);
  return spawn("sh", ["-c", `exec ${command}`], {
    cwd: project,
    env: { ...env, PATH, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 100_000,
    killSignal: "SIGKILL",
  });
}

/** Runs a command of a project to its end. */
export function say(project: string, command: string): Promise<Said> {
  const child = start(project, command);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece: string) => output += piece);
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Builds, and sees to it that the tool has nothing to complain about. */
export async function build(project: string, command: string): Promise<void> {
  const { code, output } = await say(project, command);
  assert.equal(code, 0, output);
  // What `deno bundle` says of itself, always.
  const complaints = output.replace(/.*deno bundle is experimental.*/, "");
  assert.doesNotMatch(complaints, /warn|critical|⚠/i);
}
