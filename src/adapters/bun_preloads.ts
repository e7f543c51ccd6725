/**
 * What Bun loads before the program, for its threads: they load nothing by themselves, but what
 * they are told to. Processes are given the same flags and find the same configuration.
 */

import { builtin } from "./builtin.ts";
import { valuesOf } from "./flags.ts";
import { startFolder } from "./start_folder.ts";

interface Globals {
  readonly Bun: {
    readonly isStandaloneExecutable?: boolean;
    readonly TOML: { parse(text: string): unknown };
    resolveSync(specifier: string, folder: string): string;
  };
  readonly process: { cwd(): string };
}

interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
}

interface Paths {
  resolve(...paths: readonly string[]): string;
}

const { Bun, process } = globalThis as unknown as Globals;

const preloadFlags: readonly string[] = ["--preload", "--require", "--import", "-r"];
let known: readonly string[] | undefined;

/** Their paths, those of the configuration first, as Bun has them. */
export function bunPreloads(): readonly string[] {
  return known ??= find();
}

function find(): readonly string[] {
  const folder = startFolder() ?? process.cwd();
  return [...configured(folder), ...valuesOf(preloadFlags)].map((specifier) => {
    try {
      return Bun.resolveSync(specifier, folder);
    } catch {
      return specifier; // Bun says best what is wrong with it.
    }
  });
}

/** What `bunfig.toml` names. */
function configured(folder: string): readonly string[] {
  if (Bun.isStandaloneExecutable) return [];
  const named = valuesOf(["--config"]).at(-1) || "bunfig.toml";
  const path = builtin<Paths>("node:path")!.resolve(folder, named);
  try {
    const text = builtin<Files>("node:fs")!.readFileSync(path, "utf8");
    const { preload = [] } = Bun.TOML.parse(text) as { preload?: string | readonly string[] };
    return [preload].flat();
  } catch {
    return [];
  }
}
