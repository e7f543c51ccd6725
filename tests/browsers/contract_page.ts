/** Pages that run suites in a browser, and the server they are from. */

import type { Server } from "node:http";
import { type Engine, type EngineBrowser, until } from "../engines/engine.ts";
import { portOf } from "../fixtures/local_server.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";
import type { Ended } from "./page_program.ts";
import { servedSources } from "./served_sources.ts";

/** What nothing caught, and a module that can't be loaded, are the page's failure. */
const html = `<!doctype html><link rel="icon" href="data:,"><script>
  const fail = (error) => globalThis.failure ??= String(error?.stack ?? error);
  addEventListener("error", ({ error, target }) => fail(error ?? target.src ?? "an error"), true);
  addEventListener("unhandledrejection", ({ reason }) => fail(reason));
</script><script type="module" src="/tests/browsers/page_program.ts"></script>`;

/** Milliseconds that a suite may take. */
const patience = 100_000;

/** A browser, and two servers: pages of the one are isolated. */
export class ContractPages implements AsyncDisposable {
  readonly #browser: EngineBrowser;
  readonly #isolated: Server;
  readonly #plain: Server;
  readonly #folder: TemporaryFolder;

  private constructor(
    browser: EngineBrowser,
    isolated: Server,
    plain: Server,
    folder: TemporaryFolder,
  ) {
    this.#browser = browser;
    this.#isolated = isolated;
    this.#plain = plain;
    this.#folder = folder;
  }

  static async open(engine: Engine): Promise<ContractPages> {
    const folder = temporaryFolder();
    try {
      const browser = await engine.launch(folder.path);
      const sources = await servedSources();
      const isolated = await serve(sources, isolating);
      return new ContractPages(browser, isolated, await serve(sources, {}), folder);
    } catch (error) {
      await folder.remove();
      throw error;
    }
  }

  /** Runs a suite in a page of its own. */
  async run(suite: string, isIsolated: boolean): Promise<readonly Ended[]> {
    const port = portOf(isIsolated ? this.#isolated : this.#plain);
    const url = `http://localhost:${port}/?suite=${encodeURIComponent(suite)}`;
    const page = await this.#browser.open(url);
    try {
      await until(page, "globalThis.result ?? globalThis.failure", patience);
      const failure = await page.evaluate("globalThis.result ? null : globalThis.failure");
      if (failure !== null) throw new Error(`the page failed: ${failure}`);
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
