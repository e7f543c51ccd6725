/** The GIL laboratory in a real Chromium: by keyboard alone, in both schemes, on narrow screens. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { palettes } from "../../bench/timeline/palette.ts";
import { contrast, hexOf } from "../fixtures/contrast.ts";
import { ended, options, plotOf, run, until, useLab } from "./lab_page.ts";

const opened = useLab();

/** What has the keyboard: its id, or its value. */
const focused = "document.activeElement.id || document.activeElement.value";

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("the keyboard alone chooses, runs, stops and reads", options, async () => {
  await opened(async (page) => {
    await press(page, "Tab", "ArrowRight", "ArrowRight", "ArrowRight");
    assert.equal(await page.evaluate(focused), "convoy");
    assert.match((await page.textContent("#about"))!, /^One worker serves/);
    await press(page, "Tab", "ArrowRight", "Tab", "ArrowRight");
    assert.equal(await page.textContent("#worker-count"), "3");
    await press(page, "Tab", "Enter");
    assert.equal(await page.inputValue("#interval"), "0.5");
    assert.equal(await page.locator(".preset").first().getAttribute("aria-pressed"), "true");
    await press(page, "Tab", "Tab", "Tab", "Tab", "End", "Tab");
    assert.equal(await page.inputValue("#seconds"), "10");
    assert.equal(await page.evaluate(focused), "run");
    await press(page, "Enter");
    assert.equal(await page.evaluate(focused), "stop");
    await until(page, "document.querySelector('#locked path.running')");
    await press(page, "Enter");
    await ended(page);
    assert.equal(await page.evaluate(focused), "run");
    assert.equal((await plotOf(page, "locked")).tracks.length, 3);
    await press(page, "Tab", "ArrowDown");
    await page.locator("#locked .tip").waitFor({ state: "visible" });
    assert.match((await page.textContent("#locked .tip"))!, /^worker_1: /);
  });
});

test("an interval that is none is not run", options, async () => {
  await opened(async (page) => {
    await page.fill("#interval", "0");
    await page.click("#run");
    assert.equal(await page.locator("#interval:invalid").count(), 1);
    assert.equal(await page.isDisabled("#run"), false);
    assert.equal(await page.locator("#locked").isVisible(), false);
  });
});

test("each control has a name, and only the summary is read out", options, async () => {
  await opened(async (page) => {
    for (const name of ["Workload", "Lock"]) {
      assert.equal(await page.getByRole("group", { name, exact: true }).count(), 1);
    }
    for (const name of ["Workers", "Switch interval, ms", "Length"]) {
      assert.equal(await page.getByLabel(name, { exact: true }).count(), 1, name);
    }
    assert.equal(await page.locator("[aria-live]").count(), 1);
    await run(page, { workload: "count", lock: "both" });
    assert.match(
      (await page.textContent("[aria-live]"))!,
      /^Speed, serial = 1: [\d.]+ under .* [\d.]+ without/,
    );
    const live = "[...document.querySelectorAll('[role=status]:not(.tip)')].length";
    assert.equal(await page.evaluate(live), 1);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`text has contrast enough when the scheme is ${colorScheme}`, options, async () => {
    await opened(async (page) => {
      await run(page, { workload: "count", lock: "on" });
      const colour = async (selector: string, property: string): Promise<string> =>
        hexOf(
          await page.evaluate(
            `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
          ) as string,
        );
      const { ground, text, running, faint } = palettes[colorScheme];
      assert.equal(await colour("body", "backgroundColor"), ground);
      for (const selector of ["#about", "legend", "#status", ".caption", ".value", "td", "a"]) {
        assert.ok(contrast(await colour(selector, "color"), ground) >= 4.5, selector);
      }
      assert.equal(await colour("label:has(:checked)", "backgroundColor"), text);
      assert.equal(await colour("label:has(:checked)", "color"), ground);
      assert.equal(await colour("#run", "backgroundColor"), running);
      assert.ok(contrast(await colour("#run", "color"), running) >= 4.5);
      assert.ok(contrast(text, faint) >= 4.5);
    }, { colorScheme });
  });
}

test("nothing scrolls sideways when the screen is 360 px wide", options, async () => {
  await opened(async (page) => {
    await run(page, { workload: "convoy", lock: "both", workers: 3 });
    const widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]");
    assert.deepEqual(widths, [360, 360]);
    const { x, width } = (await page.locator("#locked .picture").boundingBox())!;
    assert.ok(x > 0 && x + width < 360 && width > 300);
  }, { viewport: { width: 360, height: 700 } });
});
