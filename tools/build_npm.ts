/**
 * `deno task build:npm`: the npm package, `dist/concurrent-futures-VERSION.tgz`.
 *
 * `deno pack` makes it. What that can't say is added here: the command line's name, the oldest Node,
 * and which imports have side effects; what it puts into each module, its source map, becomes a
 * file of its own; sources that it takes for assets are left out. `--output=FILE` writes elsewhere.
 */

import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { createTarGzip, type ParsedTarFileItem, parseTarGzip, type TarFileInput } from "nanotar";
import config from "../deno.json" with { type: "json" };
import { succeed } from "./run.ts";
import { nodeFloor } from "./runtimes.ts";
import { root } from "./source_tree.ts";

/** A file of the package. */
interface Entry {
  /** Within the package. */
  readonly path: string;
  readonly text: string;
}

/** What `deno pack` does not know. */
const additions = {
  description: "Python's concurrent.futures for TypeScript, and a GIL one can switch on",
  keywords: ["concurrent", "futures", "threads", "processes", "worker pool", "GIL", "WASM"],
  bin: { "futures-bench": "./bench/main.js" },
  engines: { node: `>=${nodeFloor}` },
  // A bundler would else leave out what gives the kernels their bytes and their names.
  sideEffects: ["./src/kernels/mod.js", "./src/kernels/table.js"],
};

/** What npm puts before each path. */
const prefix = "package/";

/** Files that stand for themselves: what the bench runs beside JavaScript, and what people read. */
const assets = /^(?:README\.md|CHANGELOG\.md|LICENSE|bench\/.*\.(?:py|c))$/;

const packTime = 120_000;

async function pack(): Promise<readonly Entry[]> {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "package.tgz");
    const args = ["pack", "--allow-dirty", `--output=${file}`];
    await succeed({ path: Deno.execPath(), args, cwd: root, timeout: packTime });
    const files = await parseTarGzip(await Deno.readFile(file));
    return files.filter(({ type }) => type === "file").map(entryOf);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function entryOf({ name, text }: ParsedTarFileItem): Entry {
  return { path: name.slice(prefix.length), text };
}

/** The files of the package, of those that were packed and of this folder. */
async function entries(): Promise<readonly Entry[]> {
  const packed = await pack();
  const modules = packed.filter(({ path }) => /\.(?:js|d\.ts)$/.test(path));
  const others = packed.filter(({ path }) => assets.test(path));
  return [
    manifest(packed),
    // Its version is told by the bench, which imports it.
    { path: "deno.json", text: await Deno.readTextFile(join(root, "deno.json")) },
    ...others,
    ...modules.flatMap(withMapBeside),
  ];
}

function manifest(packed: readonly Entry[]): Entry {
  const [found, ...more] = packed.filter(({ path }) => path === "package.json");
  if (!found || more.length > 0) throw new Error("deno pack has made no package.json, or several");
  const made = JSON.parse(found.text);
  if (made.dependencies) {
    throw new Error(`the package depends on ${Object.keys(made.dependencies)}`);
  }
  return { path: "package.json", text: `${JSON.stringify({ ...made, ...additions }, null, 2)}\n` };
}

/** A module without the source map that was put into it, and that map. */
function withMapBeside({ path, text }: Entry): Entry[] {
  const found = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(text);
  if (!found) return [{ path, text }];
  const map = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(found[1]!)));
  const name = path.slice(path.lastIndexOf("/") + 1);
  // It has the source in it, under an address of this machine.
  const sources = [name.replace(/\.js$/, ".ts")];
  return [
    { path, text: `${text.slice(0, found.index)}\n//# sourceMappingURL=${name}.map\n` },
    { path: `${path}.map`, text: JSON.stringify({ ...map, sources }) },
  ];
}

/** The same files give the same bytes: none has a time. */
async function write(files: readonly Entry[], output: string): Promise<void> {
  const items = files.map(({ path, text }): TarFileInput => ({
    name: prefix + path,
    data: text,
    attrs: { mtime: 0, mode: path === "bench/main.js" ? "755" : "644" },
  }));
  await Deno.mkdir(dirname(output), { recursive: true });
  await Deno.writeFile(output, await createTarGzip(items));
}

function report(files: readonly Entry[], output: string): void {
  const size = (choose: (path: string) => boolean): string => {
    const chosen = files.filter(({ path }) => choose(path));
    const bytes = chosen.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
    return `${Math.round(bytes / 1000)} kB`;
  };
  const isMap = (path: string) => path.endsWith(".map");
  const isBench = (path: string) => path.startsWith("bench/");
  console.log(`${output}: ${files.length} files`);
  console.log(`unpacked without maps ${size((path) => !isMap(path))}`);
  console.log(`of that the bench ${size((path) => !isMap(path) && isBench(path))}`);
}

try {
  const { values } = parseArgs({ args: Deno.args, options: { output: { type: "string" } } });
  const name = `${config.name.replace("@", "").replace("/", "-")}-${config.version}.tgz`;
  const output = values.output ?? join(root, "dist", name);
  const files = await entries();
  await write(files, output);
  report(files, output);
} catch (error) {
  console.error(`Cannot build the npm package: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
