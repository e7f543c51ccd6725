/** What a page of a built app prints: served cross-origin isolated, opened in a Chromium. */

import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { extname, join } from "node:path";
import type { ConsoleMessage } from "playwright-core";
import { launchChromium } from "../fixtures/chromium.ts";
import { portOf } from "../fixtures/local_server.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html" };

const plainPage =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="main.js"></script>';

/** The line that the app in a folder prints; without a page of its own it gets one. */
export async function printedByFolder(out: string, temporary: string): Promise<string> {
  const server = await serve(out);
  try {
    return await printedAt(`http://localhost:${portOf(server)}/`, temporary);
  } finally {
    await endWeb(server);
  }
}

/** The line that the app at an address prints, if it prints no error before. */
export async function printedAt(url: string, temporary: string): Promise<string> {
  const browser = await launchChromium(temporary);
  try {
    const page = await browser.newPage();
    const failure = new Promise<never>((_, reject) => {
      page.on("pageerror", reject);
      page.on("console", (message) => {
        if (/error|warning/.test(message.type())) reject(new Error(message.text()));
      });
    });
    // Vite's client talks too.
    const predicate = (message: ConsoleMessage) => message.text().startsWith("{");
    const line = page.waitForEvent("console", { predicate, timeout: 100_000 });
    const [printed] = await Promise.race([Promise.all([line, page.goto(url)]), failure]);
    return printed.text();
  } finally {
    await browser.close();
  }
}

function serve(folder: string): Promise<Server> {
  return serveWeb((request, response) => {
    const { pathname } = new URL(request.url!, "http://localhost");
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    response.setHeader("content-type", types[extname(path)] ?? "text/plain");
    if (existsSync(path)) return void response.end(readFileSync(path));
    response.statusCode = pathname === "/" ? 200 : 404;
    response.end(plainPage);
  }, isolating);
}
