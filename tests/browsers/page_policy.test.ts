/** What a page can do whose Content-Security-Policy forbids to evaluate text, or workers at all. */

import assert from "node:assert/strict";
import { build, stop } from "esbuild";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { root } from "../../tools/source_tree.ts";
import { launchChromium, noChromium } from "../fixtures/chromium.ts";
import { portOf } from "../fixtures/local_server.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";

const options = { skip: noChromium, timeout: 120_000 };

/** Tells how each task ends: its value as text, or its error and that one's cause. */
const program = `
  import { ThreadPoolExecutor } from "./mod.ts";
  import { sleep } from "./src/gil/mod.ts";
  import { factorial } from "./src/kernels/mod.ts";
  const endOf = async (submit) => {
    try {
      return String(await submit());
    } catch (error) {
      return [error, error.cause].join("; ");
    }
  };
  const free = new ThreadPoolExecutor(1);
  const locked = new ThreadPoolExecutor({ maxWorkers: 1, gil: true });
  globalThis.result = {
    builtin: await endOf(() => free.submit(Math.sqrt, 9)),
    own: await endOf(() => free.submit(sleep, 1)),
    source: await endOf(() => free.submit((x) => x + 1, 1)),
    kernel: await endOf(() => free.submit(factorial, 2000)),
    locked: await endOf(() => locked.submit(Math.sqrt, 9)),
  };
`;

const folder = temporaryFolder();
let browser: Browser | undefined;
let script = "";

before(async () => {
  if (noChromium) return;
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    stdin: { contents: program, loader: "ts", resolveDir: root },
    target: "esnext",
    write: false,
  });
  await stop();
  script = outputFiles[0]!.text;
  browser = await launchChromium(folder.path);
});

after(async () => {
  await browser?.close();
  await folder.remove();
});

async function endsUnder(policy: string): Promise<Record<string, string>> {
  const server = await serveWeb(({ url }, response) => {
    response.setHeader("content-type", url === "/" ? "text/html" : "text/javascript");
    const html = '<link rel="icon" href="data:,"><script type="module" src="/main.js"></script>';
    response.end(url === "/" ? html : script);
  }, { ...isolating, "content-security-policy": policy });
  const page = await browser!.newPage();
  try {
    const failure = new Promise<never>((_, reject) => page.on("pageerror", reject));
    failure.catch(() => {}); // It may come before anybody waits for it.
    await page.goto(`http://localhost:${portOf(server)}/`);
    // Not by waitForFunction(), which evaluates a text in the page.
    for (;;) {
      const result = await Promise.race([page.evaluate("globalThis.result"), failure]);
      if (result) return result as Record<string, string>;
    }
  } finally {
    await page.close();
    await endWeb(server);
  }
}

test(
  "without unsafe-eval built-ins and sleep() run, all else says why it can't",
  options,
  async () => {
    const ends = await endsUnder("script-src 'self'; worker-src blob:");
    assert.equal(ends.builtin, "3");
    assert.equal(ends.own, "undefined");
    assert.match(ends.source!, /^EvalError: .*Content Security Policy/);
    assert.match(ends.kernel!, /^CompileError: .*Content Security Policy/i);
    assert.match(ends.locked!, /^BrokenThreadPool: .*while it started.*; EvalError: .*Content Sec/);
  },
);

test("with unsafe-eval all runs", options, async () => {
  const { kernel, ...ends } = await endsUnder("script-src 'self' 'unsafe-eval'; worker-src blob:");
  assert.deepEqual(ends, { builtin: "3", own: "undefined", source: "2", locked: "3" });
  assert.match(kernel!, /^33162\d{5731}$/);
});

test("a pool says what a page's policy may lack for workers", options, async () => {
  const ends = await endsUnder("script-src 'self'");
  const reason = "could not be started " +
    "(Error: the page's Content-Security-Policy may lack worker-src blob:)";
  for (const end of Object.values(ends)) {
    assert.ok(end.startsWith("BrokenThreadPool: ThreadPoolExecutor-"), end);
    assert.ok(end.includes(reason), end);
  }
});
