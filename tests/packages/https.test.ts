/** The package imported over https by a Deno program, as from JSR: nothing of it is on the disk. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { root } from "../../tools/source_tree.ts";
import { portOf } from "../fixtures/local_server.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb } from "../fixtures/web_server.ts";

const onDeno = "Deno" in globalThis;
const once = onDeno ? {} : { skip: "only Deno imports over https" };

/** Of a certificate for localhost that its own key has signed: good for nothing but this. */
const [certPath, keyPath] = ["cert", "key"].map((what) =>
  fileURLToPath(new URL(`./localhost.${what}.pem`, import.meta.url))
) as [string, string];

let folder: TemporaryFolder;
let server: Server;

before(async () => {
  if (!onDeno) return;
  folder = temporaryFolder();
  const tls = { cert: readFileSync(certPath), key: readFileSync(keyPath) };
  server = createServer(tls, (request, response) => {
    const path = new URL(request.url ?? "", "https://localhost").pathname;
    if (!/^\/(?:mod\.ts|src\/[\w/.]+\.ts)$/.test(path)) return response.writeHead(404).end();
    response.setHeader("content-type", "application/typescript");
    response.end(readFileSync(join(root, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", () => resolve()));
});

after(async () => {
  if (!onDeno) return;
  await endWeb(server);
  await folder.remove();
});

/** Runs a program with these files beside it. */
async function run(main: string, rights: readonly string[]): Promise<string> {
  const host = `localhost:${portOf(server as never)}`;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder.path, name), text.replaceAll("HOST", `https://${host}`));
  };
  write("main.ts", main);
  write("tasks.ts", 'export { factorial as product } from "HOST/src/kernels/mod.ts";');
  const ended = await runProgram(join(folder.path, "main.ts"), [], {
    rights: ["--allow-import", ...rights],
    cwd: folder.path,
    env: { DENO_CERT: certPath, DENO_DIR: join(folder.path, "cache"), NO_COLOR: "1" },
  });
  assert.deepEqual([ended.code, ended.stderr.replace(/^(?:Download|Check) .*\n/gm, "")], [0, ""]);
  return ended.stdout;
}

test("threads and kernels run over https without any permission", once, async () => {
  const main = `
    import { Gil, ThreadPoolExecutor } from "HOST/mod.ts";
    import { factorial } from "HOST/src/kernels/mod.ts";
    const executor = new ThreadPoolExecutor({ maxWorkers: 2, gil: new Gil() });
    console.log(await executor.submit(factorial, 20), await executor.submit((n: number) => n, 1));
    await executor.shutdown();`;
  assert.equal(await run(main, []), "2432902008176640000n 1\n");
});

test("threads and processes run over https, and modules that import it", once, async () => {
  const main = `
    import { importTasks, ProcessPoolExecutor, ThreadPoolExecutor } from "HOST/mod.ts";
    const { product } = importTasks<typeof import("./tasks.ts")>(import.meta.resolve("./tasks.ts"));
    for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
      const executor = new Pool(1);
      console.log(await executor.submit(product, 20));
      await executor.shutdown();
    }`;
  const rights = ["--allow-read", "--allow-run", "--allow-env"];
  assert.equal(await run(main, rights), "2432902008176640000n\n".repeat(2));
});
