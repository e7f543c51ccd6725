/** What an editor shows of the package's names, by TypeScript's language service. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../tools/source_tree.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "one runtime looks for all" };

/** A `?` stands before each name that is pointed at. */
const program = `
  import { ThreadPoolExecutor } from ${JSON.stringify(join(root, "mod.ts"))};
  const executor = new ThreadPoolExecutor({ /*?*/maxWorkers: 2 });
  executor./*?*/submit(Math.pow, 2, 3);
  executor./*?*/map(Math.sqrt, [4]);
  executor./*?*/map(Math.sqrt, [4], { /*?*/timeout: 1 });
  executor./*?*/map(parseInt, ["4"], { /*?*/chunksize: 2 });
  executor./*?*/shutdown({ /*?*/cancelFutures: true });
`;

/** What is shown of a name: its signature, its comment and its tags. */
interface Hover {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly tags: readonly string[];
}

let folder: TemporaryFolder;
let hovers: readonly Hover[];

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  const file = join(folder.path, "program.ts");
  writeFileSync(file, program);
  hovers = await hoversOf(file);
});

after(async () => {
  if (onDeno) await folder.remove();
});

async function hoversOf(file: string): Promise<Hover[]> {
  const { default: ts } = await import("typescript-5.9");
  const options = {
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    types: [],
  };
  const service = ts.createLanguageService({
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getCurrentDirectory: () => folder.path,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return [...program.matchAll(/\/\*\?\*\/(\w+)/g)].map(({ index, 1: name }) => {
    const info = service.getQuickInfoAtPosition(file, index + 5)!;
    return {
      name: name!,
      signature: ts.displayPartsToString(info.displayParts),
      text: ts.displayPartsToString(info.documentation),
      tags: (info.tags ?? []).map((tag) => tag.name),
    };
  });
}

test("an editor shows whole comments of the executors' methods", once, () => {
  const methods = hovers.filter(({ tags }) => tags.length > 0);
  assert.deepEqual(methods.map(({ name }) => name), ["submit", "map", "map", "map", "shutdown"]);
  for (const { name, text, tags } of methods) {
    assert.ok(text.length > 20 && !text.includes("See `"), name);
    const expected = name === "shutdown" ? ["param", "returns"] : ["param", "returns", "throws"];
    for (const tag of expected) assert.ok(tags.includes(tag), `${name}: ${tag}`);
  }
});

test("an editor shows of each option what holds without it", once, () => {
  const options = hovers.filter(({ signature }) => signature.startsWith("(property)"));
  const names = ["maxWorkers", "timeout", "chunksize", "cancelFutures"];
  assert.deepEqual(options.map(({ name }) => name), names);
  for (const { name, text } of options) assert.match(text, /without it/, name);
});

test("an editor shows inputs and options as parameters where a function needs all", once, () => {
  const [, plain] = hovers.filter(({ name }) => name === "map");
  assert.ok(plain);
  assert.match(plain.signature, /x: Iterable<number> \| AsyncIterable<number>, \w+: MapOptions\)/);
});
