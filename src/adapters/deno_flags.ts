/**
 * The flags by which Deno's modules load in this program, for its subprocesses.
 *
 * Deno tells a program none of them. Linux tells a process its own command line, and Deno lets those
 * read it that may do everything. Others' subprocesses know what `deno.json` says and no more.
 */

import type { WorkerMessage } from "../wire/messages.ts";
import type { ErrorRecord } from "../wire/remote_error.ts";
import { builtin } from "./builtin.ts";
import { mayDoAll } from "./deno_permissions.ts";
import { firstFolder } from "./start_folder.ts";

interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
}

interface Paths {
  resolve(...paths: readonly string[]): string;
}

interface Urls {
  pathToFileURL(path: string): URL;
}

/** Flags of which the next word is the value, unless they have one behind `=`. */
const valued =
  /^(-c|-L|--(cert|conditions|config|ext|import-map|inspect-publish-uid|location|lock|log-level|min-dep-age|node-modules-linker|preload|require|seed))$/;

/** Flags that are a subprocess's too. */
const passed =
  /^(-c|--(cached-only|cert|conditions|config|frozen|frozen-lockfile|import-map|location|lock|min-dep-age|no-config|no-lock|no-npm|no-remote|node-modules-dir|node-modules-linker|preload|require|unsafely-ignore-certificate-errors|unstable.*|use-env-proxy|v8-flags|vendor))$/;

/** Flags of which the value is a path, if it is no URL; a drive's name has one letter. */
const withPath = /^(-c|--(cert|config|import-map|lock|preload|require))$/;
const isUrl = /^[a-z][a-z\d+.-]+:/i;

/** What may stand before the flags. */
const subcommands: readonly string[] = ["run", "test", "bench", "serve", "repl", "eval"];

let known: readonly string[] | undefined | null = null;

/** The flags for `deno run`; `undefined` if they can't be known. */
export function loadingFlags(): readonly string[] | undefined {
  return allFlags()?.filter(isPassed);
}

/** All that this program was given. A bundle without processes needs no list of those to pass on. */
function allFlags(): readonly string[] | undefined {
  return known === null ? known = readFlags() : known;
}

function readFlags(): readonly string[] | undefined {
  if (!mayDoAll()) return undefined;
  try {
    const text = builtin<Files>("node:fs")!.readFileSync("/proc/self/cmdline", "utf8");
    return flagsIn(text.split("\0").slice(1), firstFolder!);
  } catch {
    return undefined;
  }
}

/** Whether a flag is a subprocess's too. */
export function isPassed(flag: string): boolean {
  return passed.test(flag.split("=")[0]!);
}

/**
 * The flags among the words of a command line, which end where the program begins.
 *
 * @param folder what their paths are relative to
 */
export function flagsIn(words: readonly string[], folder: string): readonly string[] {
  const flags: string[] = [];
  const command = words.find((word) => !word.startsWith("-"));
  const own = subcommands.includes(command!) ? words.toSpliced(words.indexOf(command!), 1) : words;
  for (let at = 0; at < own.length; at++) {
    const word = own[at]!;
    if (!word.startsWith("-") || word === "-" || word === "--") break;
    const [name, ...parts] = word.split("=");
    const isNext = parts.length === 0 && valued.test(name!);
    const value = isNext ? own[++at] : parts.length === 0 ? undefined : parts.join("=");
    flags.push(flagOf(name!, value, folder));
  }
  return flags;
}

/** A subprocess may start elsewhere, so a path is whole. */
function flagOf(name: string, value: string | undefined, folder: string): string {
  if (value === undefined) return name;
  if (!withPath.test(name) || isUrl.test(value)) return `${name}=${value}`;
  return `${name}=${builtin<Paths>("node:path")!.resolve(folder, value)}`;
}

const preload = /^--(?:preload|require)=/;

/** Whether it is a flag that has Deno load a module before the program. */
export function isPreload(flag: string): boolean {
  return preload.test(flag);
}

/**
 * The URLs of what Deno loads before the program, for its threads: they load nothing by themselves.
 * Deno's order is that of the command line, but `--require` comes last.
 */
export function denoPreloads(): readonly string[] {
  const { pathToFileURL } = builtin<Urls>("node:url")!;
  return ["--preload=", "--require="].flatMap((name) =>
    (allFlags() ?? []).filter((flag) => flag.startsWith(name))
      .map((flag) => flag.slice(name.length))
      .map((value) => isUrl.test(value) ? value : pathToFileURL(value).href)
  );
}

/** What Deno says of a name that it finds in no import map. */
const unmapped = /^(?:Import|Relative import path) "/;

const explained = "Deno tells no program of its --import-map and --config, so a process may lack " +
  "them; name the map in a deno.json beside the program, as importMap";

/** A subprocess's message; an error of an import that it may have for want of a flag says so. */
export function explainImports(message: WorkerMessage): WorkerMessage {
  if (message.type === "failed") return { ...message, error: explain(message.error) };
  if (message.type !== "result" || message.outcome.ok) return message;
  return { ...message, outcome: { ok: false, error: explain(message.outcome.error) } };
}

function explain(record: ErrorRecord): ErrorRecord {
  const [thrown, ...others] = record;
  if (thrown?.kind !== "error" || !unmapped.test(thrown.message)) return record;
  if (loadingFlags() !== undefined) return record;
  const message = `${thrown.message}: ${explained}`;
  const stack = thrown.stack.replace(thrown.message, () => message);
  return [{ ...thrown, message, stack }, ...others];
}
