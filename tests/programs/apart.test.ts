/** What Deno lets every program do without permission, and a process with `permissions` must not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Permissions } from "../../mod.ts";
import { portOf } from "../fixtures/local_server.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, serveWeb } from "../fixtures/web_server.ts";

const needsDeno = "Deno" in globalThis ? {} : { skip: "rights are Deno's" };

/** The lines of the program, and how many times the npm registry was asked for its package. */
async function outcomeOf(permissions: Permissions, flags: readonly string[] = []) {
  let asked = 0;
  const registry = await serveWeb(({ url }, response) => {
    if (url!.includes("not-there")) asked += 1;
    response.writeHead(404).end("{}");
  });
  // Deno keeps there what is stored.
  const folder = temporaryFolder();
  const program = new URL("./cases/apart.ts", import.meta.url);
  const { code, stdout, stderr } = await runProgram(program, [JSON.stringify(permissions)], {
    rights: ["-A", "--no-lock", ...flags],
    env: {
      DENO_DIR: folder.path,
      NPM_CONFIG_REGISTRY: `http://127.0.0.1:${portOf(registry)}`,
    },
  });
  await Promise.all([endWeb(registry), folder.remove()]);
  assert.equal(code, 0, stderr);
  const [kept, own, error] = stdout.split("\n");
  return { kept, own, error, asked };
}

test("a process with permissions shares no storage with its program", needsDeno, async () => {
  for (const flags of [[], ["--location=https://b.invalid/"]]) {
    const { kept, own } = await outcomeOf("none", flags);
    assert.deepEqual([kept, own], ["[null,null]", "the program's"]);
  }
});

test("a process without permissions has its program's storage", needsDeno, async () => {
  const { kept, own } = await outcomeOf("inherit");
  assert.deepEqual([kept, own], ['["the program\'s","the program\'s"]', "the worker's"]);
});

test("a process that may not import asks no registry for packages", needsDeno, async () => {
  for (const flags of [[], ["--cached-only"]]) {
    const { error, asked } = await outcomeOf("none", flags);
    assert.match(error!, /not-there/);
    assert.equal(asked, 0);
  }
  const { asked } = await outcomeOf({ import: true });
  assert.ok(asked > 0);
});
