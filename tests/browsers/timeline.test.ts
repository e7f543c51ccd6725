/** The bench's page in a real Chromium: what is drawn, and what it tells. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areaOf,
  barsOf,
  crowd,
  options,
  rangeOf,
  recordings,
  until,
  usePage,
} from "./timeline_page.ts";

const { opened, openedCrowd } = usePage();

test("page() draws a lane for each worker with bars as wide as their times", options, async () => {
  await opened(async (page) => {
    for (const [figure, recording] of recordings.entries()) {
      const lanes = page.locator(".timeline").nth(figure).locator(".lane");
      assert.equal(await lanes.count(), recording.lanes.length);
    }
    const { lanes, duration } = recordings[0]!;
    const width = (await page.locator(".picture").first().boundingBox())!.width;
    assert.ok(width > 900);
    for (const [lane, { intervals }] of lanes.entries()) {
      const running = intervals.filter(({ state }) => state === "running");
      const bars = await barsOf(page, 0, lane, "running");
      assert.equal(bars.length, running.length);
      for (const [index, { from, to }] of running.entries()) {
        const [x, wide] = bars[index]!;
        assert.ok(Math.abs(x! - from / duration * width) < 2);
        assert.ok(Math.abs(wide! - (to - from) / duration * width) < 2);
      }
    }
  });
});

test(
  "page() tells about what is under the pointer and under the keyboard's cursor",
  options,
  async () => {
    await opened(async (page) => {
      const tip = page.locator(".tip").first();
      assert.equal(await tip.isVisible(), false);
      const { x, y, width } = await areaOf(page, 0, 1, [12, 17]);
      await page.mouse.move(x + width / 2, y + 10);
      await tip.waitFor({ state: "visible" });
      assert.match(
        (await tip.textContent())!,
        /^worker 1: waiting .* burn\(2\) 5\.000 ms, from 12/,
      );
      await page.mouse.move(5, 5);
      await tip.waitFor({ state: "hidden" });
      await page.locator(".picture").first().focus();
      for (const key of ["ArrowDown", "ArrowUp", "Shift+ArrowRight"]) {
        await page.keyboard.press(key);
      }
      await until(page, 'document.querySelector(".tip").textContent.includes("from 57")');
      assert.match((await tip.textContent())!, /^worker 0: .* burn\(1\) 5\.000 ms, from 57/);
      await page.keyboard.press("Escape");
      await tip.waitFor({ state: "hidden" });
    });
  },
);

test("page() tells about what was tapped when the finger is lifted", options, async () => {
  await opened(async (page) => {
    const { x, y, width } = await areaOf(page, 0, 0, [2, 7]);
    await page.touchscreen.tap(x + width / 2, y + 10);
    const tip = page.locator(".tip").first();
    await tip.waitFor({ state: "visible" });
    assert.match((await tip.textContent())!, /^worker 0: running, holds the lock burn\(1\)/);
  }, { hasTouch: true });
});

test("page() is reached by Tab in the order in which it is read", options, async () => {
  await opened(async (page) => {
    const reached: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate("document.activeElement.classList[0]"));
    }
    assert.deepEqual(reached, ["picture", "in", "out", "all", "wide", "picture"]);
    await page.keyboard.press("Shift+Tab");
    await page.locator(".in").first().focus();
    await page.keyboard.press("Enter");
    await rangeOf(page, 0, "from > 0");
  });
});

test(
  "page() draws few shapes and comes to single intervals when there are 100,000",
  options,
  async () => {
    await openedCrowd(async (page) => {
      const size = await page.evaluate(
        'document.querySelector(".drawn").innerHTML.length',
      ) as number;
      assert.ok(size < 200_000, String(size));
      await page.locator(".picture").focus();
      for (let i = 0; i < 13; i++) await page.keyboard.press("+");
      const [from, to] = await rangeOf(page, 0, "to - from < 0.7");
      const seen = crowd.lanes[0]!.intervals.filter((interval) => {
        return interval.state === "running" && interval.to > from && interval.from < to;
      });
      assert.equal((await barsOf(page, 0, 0, "running")).length, seen.length);
    });
  },
);
