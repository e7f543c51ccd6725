/**
 * The configuration by which Deno resolves names in this program, for its subprocesses.
 *
 * Deno doesn't tell which file that is. It looks for one from the main module's folder upwards, and
 * so does this; a subprocess by itself looks in the folder it runs in.
 */

import { builtin } from "./builtin.ts";
import { mayRead } from "./deno_permissions.ts";

interface Files {
  existsSync(path: string): boolean;
}

interface Urls {
  fileURLToPath(url: URL): string;
}

const names = ["deno.json", "deno.jsonc"];

let found: string[] | undefined;

/** The flag for `deno run`; none if there is no such file, or it may not be looked for. */
export function configFlags(): readonly string[] {
  return found ??= [...foldersAbove(mainModule())]
    .flatMap((folder) => names.map((name) => new URL(name, folder)))
    .map((file) => builtin<Urls>("node:url")!.fileURLToPath(file))
    .filter((path) => mayRead(path) && builtin<Files>("node:fs")!.existsSync(path))
    .slice(0, 1)
    .map((path) => `--config=${path}`);
}

/** The folder of the program's main module; `undefined` if that is no file. */
export function programFolder(): string | undefined {
  const [folder] = foldersAbove(mainModule());
  return folder && builtin<Urls>("node:url")!.fileURLToPath(folder);
}

function mainModule(): string {
  const { Deno } = globalThis as unknown as { Deno: { mainModule?: string } };
  try {
    // A thread has none.
    return Deno.mainModule ?? "";
  } catch {
    return "";
  }
}

/** The folders of a file, the nearest first; none of what is no file. */
function* foldersAbove(module: string): Generator<URL> {
  if (!module.startsWith("file:")) return;
  for (let folder = new URL(".", module);; folder = new URL("..", folder)) {
    yield folder;
    if (folder.pathname === new URL("..", folder).pathname) return;
  }
}
