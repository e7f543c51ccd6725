/** Pages that run suites in a Chromium, and the server they are from. */

import type { Server } from "node:http";
import type { Browser } from "playwright-core";
import { launchChromium } from "../fixtures/chromium.ts";
import { portOf } from "../fixtures/local_server.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";
import type { Ended } from "./page_program.ts";
import { servedSources } from "./served_sources.ts";

const html = '<!doctype html><link rel="icon" href="data:,">' +
  '<script type="module" src="/tests/chromium/page_program.ts"></script>';

/** Milliseconds that a suite may take. */
const patience = 100_000;

/** A browser, and two servers: pages of the one are isolated. */
export class ContractPages implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #isolated: Server;
  readonly #plain: Server;
  readonly #folder: TemporaryFolder;

  private constructor(browser: Browser, isolated: Server, plain: Server, folder: TemporaryFolder) {
    this.#browser = browser;
    this.#isolated = isolated;
    this.#plain = plain;
    this.#folder = folder;
  }

  static async open(): Promise<ContractPages> {
    const folder = temporaryFolder();
    const browser = await launchChromium(folder.path);
    const sources = await servedSources();
    return new ContractPages(
      browser,
      await serve(sources, isolating),
      await serve(sources, {}),
      folder,
    );
  }

  /** Runs a suite in a page of its own. */
  async run(suite: string, isIsolated: boolean): Promise<readonly Ended[]> {
    const port = portOf(isIsolated ? this.#isolated : this.#plain);
    const page = await this.#browser.newPage();
    try {
      const failure = new Promise<never>((_, reject) => page.on("pageerror", reject));
      failure.catch(() => {}); // It may come before anybody waits for it.
      await page.goto(`http://localhost:${port}/?suite=${encodeURIComponent(suite)}`);
      // By a timer: a page that nobody sees may draw no frames.
      const options = { polling: 50, timeout: patience };
      const done = page.waitForFunction("globalThis.result", undefined, options);
      await Promise.race([done, failure]);
      return await page.evaluate("globalThis.result") as readonly Ended[];
    } finally {
      await page.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    for (const server of [this.#isolated, this.#plain]) await endWeb(server);
    await this.#folder.remove();
  }
}

function serve(
  sources: ReadonlyMap<string, string>,
  headers: Readonly<Record<string, string>>,
): Promise<Server> {
  return serveWeb(({ url }, response) => {
    const { pathname } = new URL(url!, "http://localhost");
    const text = pathname === "/" ? html : sources.get(pathname.slice(1));
    response.statusCode = text === undefined ? 404 : 200;
    response.setHeader("content-type", pathname === "/" ? "text/html" : "text/javascript");
    response.end(text);
  }, headers);
}
