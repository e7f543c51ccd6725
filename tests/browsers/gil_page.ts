/** A page that has tasks done under a lock: bundled, served cross-origin isolated, in a Chromium. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { root } from "../../tools/source_tree.ts";
import { launchChromium } from "../fixtures/chromium.ts";
import { portOf } from "../fixtures/local_server.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";

/** Bun's path: the bundler is a development tool that only the test run installs. */
export const bundler: string | undefined = process.versions.bun
  ? process.execPath
  : process.env.FUTURES_BUN;

/** What a page has come to. */
export interface Outcome<R> {
  /** What its program returned. */
  readonly result: R;
  /** The files it asked for, in order. */
  readonly requests: readonly string[];
}

/**
 * Runs a program in a page.
 *
 * @param program a module's text that imports this package as `futures` and sets `globalThis.result`
 */
export async function onIsolatedPage<R>(program: string): Promise<Outcome<R>> {
  const folder = temporaryFolder();
  try {
    bundle(folder.path, program);
    const requests: string[] = [];
    const server = await serve(folder.path, requests);
    try {
      const url = `http://localhost:${portOf(server)}/`;
      return { result: await resultOf<R>(folder.path, url), requests };
    } finally {
      await endWeb(server);
    }
  } finally {
    await folder.remove();
  }
}

function bundle(folder: string, program: string): void {
  const entry = join(folder, "main.ts");
  const door = JSON.stringify(join(root, "mod.ts"));
  writeFileSync(entry, `import * as futures from ${door};\n${program}`);
  mkdirSync(join(folder, "out"));
  const flags = ["--target=browser", "--splitting", "--external=node:*"];
  execFileSync(bundler!, ["build", entry, `--outdir=${join(folder, "out")}`, ...flags], {
    stdio: "pipe",
  });
}

function serve(folder: string, requests: string[]): Promise<Server> {
  return serveWeb((request, response) => {
    const name = request.url!.slice(1);
    if (name === "") {
      response.setHeader("content-type", "text/html");
      return void response.end(
        '<!doctype html><link rel="icon" href="data:,"><script type="module" src="main.js"></script>',
      );
    }
    requests.push(name);
    response.setHeader("content-type", "text/javascript");
    const path = join(folder, "out", name);
    response.end(existsSync(path) ? readFileSync(path) : "");
  }, isolating);
}

async function resultOf<R>(folder: string, url: string): Promise<R> {
  const browser = await launchChromium(folder);
  try {
    const page = await browser.newPage();
    const failure = new Promise<never>((_, reject) => page.on("pageerror", reject));
    await page.goto(url);
    const done = page.waitForFunction("globalThis.result !== undefined", undefined, {
      timeout: 110_000,
    });
    await Promise.race([done, failure]);
    return await page.evaluate("globalThis.result") as R;
  } finally {
    await browser.close();
  }
}
