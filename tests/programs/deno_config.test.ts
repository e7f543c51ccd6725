/** Names in modules that processes load, as Deno's configuration has them. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "../../tools/source_tree.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const onDeno = "Deno" in globalThis ? {} : { skip: "deno.json is Deno's" };

const main = `
import { importTasks, ProcessPoolExecutor } from ${
  JSON.stringify(pathToFileURL(join(root, "mod.ts")).href)
};
const { name } = importTasks(import.meta.resolve("./tasks.ts"));
const executor = new ProcessPoolExecutor(1);
console.log(await executor.submit(name));
await executor.shutdown();
`;

test("a process found no name of deno.json, wherever the program was started", onDeno, async () => {
  const folder = temporaryFolder();
  try {
    const inner = join(folder.path, "inner");
    mkdirSync(inner);
    const files = {
      "deno.json": '{ "imports": { "named": "./named.ts" } }',
      "named.ts": 'export const name = (): string => "found";',
      "inner/tasks.ts": 'export { name } from "named";',
      "inner/main.ts": main,
    };
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(join(folder.path, path), text);
    }
    for (const cwd of [inner, folder.path, root]) {
      const ended = await runProgram(join(inner, "main.ts"), [], { cwd });
      assert.deepEqual(ended, { code: 0, signal: null, stdout: "found\n", stderr: "" });
    }
  } finally {
    await folder.remove();
  }
});
