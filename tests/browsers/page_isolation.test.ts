/** The GIL laboratory in a real Chromium: on hosts that isolate pages, and on those that don't. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { figureOf, levelsOf, options, plotOf, run, useLab } from "./lab_page.ts";

const opened = useLab();

/** Counts how often the page is loaded. */
const countLoads = "sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1";

/** As in a private window of some browsers. */
const noServiceWorker = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })";

test("a page of a plain host is loaded twice, and then has the lock", options, async () => {
  await opened(async (page) => {
    assert.equal(await page.evaluate("crossOriginIsolated"), true);
    assert.equal(await page.evaluate("sessionStorage.loads"), "2");
    assert.equal(await page.locator("#unshared").isVisible(), false);
    await run(page, { workload: "count", lock: "on" });
    assert.ok(await figureOf(page, /At the lock/, "switches") > 0);
    // Its tasks are in a file, which workers ask for.
    await run(page, { workload: "io", lock: "on" });
    assert.ok(levelsOf(await plotOf(page, "locked"), "o")[2]! > 0);
    await page.reload();
    assert.equal(await page.evaluate("crossOriginIsolated"), true);
    assert.equal(await page.evaluate("sessionStorage.loads"), "3");
  }, { headers: false, first: countLoads });
});

test(
  "a page of a host that isolates it is loaded once, without service worker",
  options,
  async () => {
    await opened(async (page) => {
      assert.equal(await page.evaluate("sessionStorage.loads"), "1");
      const count = "navigator.serviceWorker.getRegistrations().then((all) => all.length)";
      assert.equal(await page.evaluate(count), 0);
    }, { first: countLoads });
  },
);

test(
  "a page that can't be isolated says why it has no lock, and runs without",
  options,
  async () => {
    await opened(async (page) => {
      assert.equal(await page.evaluate("crossOriginIsolated"), false);
      assert.equal(await page.evaluate("typeof SharedArrayBuffer"), "undefined");
      const note = (await page.textContent("#unshared"))!;
      assert.match(note, /Cross-Origin-Opener-Policy: same-origin/);
      assert.match(note, /Cross-Origin-Embedder-Policy: require-corp/);
      assert.equal(await page.locator("#unshared").isVisible(), true);
      for (const lock of ["on", "both"]) {
        assert.equal(await page.locator(`[name=lock][value=${lock}]`).isDisabled(), true);
      }
      for (const workload of ["count", "factorial", "io", "convoy", "cooperative"] as const) {
        await run(page, { workload, workers: 2 });
        const levels = levelsOf(await plotOf(page, "free"), "r");
        assert.ok(levels[1]! + levels[2]! > 0, workload);
        assert.ok(await figureOf(page, /^Speed|^Tasks/, "free") > 0, workload);
      }
    }, { headers: false, first: noServiceWorker });
  },
);
