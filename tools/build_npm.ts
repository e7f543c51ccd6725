/**
 * `deno task build:npm`: the npm package, `dist/concurrent-futures-VERSION.tgz`.
 *
 * `deno pack` makes it. What that can't say is added here: the command line's name, the oldest Node,
 * which imports have side effects, where older resolutions find types, the library that types need.
 * Source maps and sources that it takes for assets are left out. `--output=FILE` writes elsewhere.
 */

import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { createTar, type ParsedTarFileItem, parseTarGzip, type TarFileInput } from "nanotar";
import config from "../deno.json" with { type: "json" };
import { additionsFor, assets, withLibrary } from "./npm_additions.ts";
import { succeed } from "./run.ts";
import { root } from "./source_tree.ts";

/** A file of the package. */
interface Entry {
  /** Within the package. */
  readonly path: string;
  readonly text: string;
}

/** What is looked at of the `package.json` that `deno pack` makes. */
interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types: string }>>;
  readonly dependencies?: object;
}

/** What npm puts before each path. */
const prefix = "package/";

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
    ...modules.map(({ path, text }) => ({ path, text: finished(path, text) })),
  ];
}

function manifest(packed: readonly Entry[]): Entry {
  const [found, ...more] = packed.filter(({ path }) => path === "package.json");
  if (!found || more.length > 0) throw new Error("deno pack has made no package.json, or several");
  const made = JSON.parse(found.text) as Manifest;
  if (made.dependencies) {
    throw new Error(`the package depends on ${Object.keys(made.dependencies)}`);
  }
  const exports = { ...made.exports, "./package.json": "./package.json" };
  const types = Object.entries(made.exports).map(([entry, { types }]) => [entry, types]);
  const whole = { ...made, exports, ...additionsFor("./", Object.fromEntries(types)) };
  return { path: "package.json", text: `${JSON.stringify(whole, null, 2)}\n` };
}

function finished(path: string, text: string): string {
  return path.endsWith(".js") ? withoutMap(text) : withLibrary(text);
}

/**
 * A module without its source map. Deno takes the lines from a map and the name from the file, so
 * that an error would tell a line that isn't there; without one each runtime tells the module's own
 * lines, which are the source without its types.
 */
function withoutMap(text: string): string {
  return text.replace(/\n\/\/# sourceMappingURL=data:application\/json;base64,[\w+/=]+\s*$/, "\n");
}

/** The two blocks of zeros at the end of an archive, for which nanotar has no room at times. */
const endOfArchive = new Uint8Array(1024);

/** The same files give the same bytes: none has a time. */
async function write(files: readonly Entry[], output: string): Promise<void> {
  const items = files.map(({ path, text }): TarFileInput => ({
    name: prefix + path,
    data: text,
    attrs: { mtime: 0, mode: path === "bench/main.js" ? "755" : "644" },
  }));
  await Deno.mkdir(dirname(output), { recursive: true });
  const archive = new Blob([createTar(items) as Uint8Array<ArrayBuffer>, endOfArchive]);
  const packed = archive.stream().pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(output, packed);
}

function report(files: readonly Entry[], output: string): void {
  const size = (choose: (path: string) => boolean = () => true): string => {
    const chosen = files.filter(({ path }) => choose(path));
    const bytes = chosen.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
    return `${Math.round(bytes / 1000)} kB`;
  };
  console.log(`${output}: ${files.length} files`);
  console.log(`unpacked ${size()}`);
  console.log(`of that the bench ${size((path) => path.startsWith("bench/"))}`);
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
