/** The bench's page in a real Chromium: keys, wheel, mouse and fingers choose what it shows. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, options, rangeOf, recordings, until, usePage } from "./timeline_page.ts";

const { opened } = usePage();

test("page() shows other times when keys zoom, pan and jump", options, async () => {
  await opened(async (page) => {
    const { duration } = recordings[0]!;
    await page.locator(".picture").first().focus();
    const keys = async (...names: string[]): Promise<void> => {
      for (const name of names) await page.keyboard.press(name);
    };
    await keys("+", "+");
    const [from, to] = await rangeOf(page, 0, "from > 0 && to - from < 30");
    assert.ok(Math.abs(to - from - duration / 4) < 0.01);
    await keys("ArrowRight");
    const [panned] = await rangeOf(page, 0, `from > ${from}`);
    assert.ok(Math.abs(panned - from - (to - from) / 10) < 0.01);
    await keys("ArrowLeft", "End");
    assert.ok(Math.abs((await rangeOf(page, 0, `to > ${duration - 0.01}`))[1] - duration) < 0.01);
    await keys("Home");
    await rangeOf(page, 0, "from === 0");
    await keys("-");
    await rangeOf(page, 0, "to > 50");
    await keys("+", "+", "0");
    assert.deepEqual(await rangeOf(page, 0, `to > ${duration - 0.01}`), [0, duration]);
  });
});

test(
  "page() zooms around the pointer when the wheel turns, pans by dragging, resets",
  options,
  async () => {
    await opened(async (page) => {
      const { duration } = recordings[0]!;
      const { x, y, width } = await areaOf(page, 0, 0, [0, duration]);
      const pointed = x + width / 4;
      await page.mouse.move(pointed, y + 10);
      await page.mouse.wheel(0, -300);
      const [from, to] = await rangeOf(page, 0, "from > 0");
      assert.ok(Math.abs(from + (to - from) / 4 - duration / 4) < 0.1);
      await page.mouse.down();
      await page.mouse.move(pointed - 100, y + 10, { steps: 4 });
      await page.mouse.up();
      const [moved] = await rangeOf(page, 0, `from > ${from + (to - from) * 0.09}`);
      assert.ok(Math.abs(moved - from - (to - from) * 100 / width) < 0.1);
      await page.mouse.dblclick(pointed, y + 10);
      assert.deepEqual(await rangeOf(page, 0, "from === 0"), [0, duration]);
      await page.mouse.wheel(0, 100);
      await until(page, "scrollY > 0");
    });
  },
);

test("page() gets a click though what it hit is drawn anew meanwhile", options, async () => {
  await opened(async (page) => {
    const { x, y, width } = await areaOf(page, 0, 0, [2, 7]);
    const under = `document.elementFromPoint(${x + width / 2}, ${y + 10}).classList[0]`;
    assert.equal(await page.evaluate(under), "picture");
  });
});

test("page() zooms when two fingers move apart", options, async () => {
  await opened(async (page) => {
    const { x, y, width } = await areaOf(page, 0, 0, [0, recordings[0]!.duration]);
    const session = await page.context().newCDPSession(page);
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", apart?: number) => {
      const middle = x + width / 2;
      const touchPoints = apart === undefined ? [] : [
        { x: middle - apart / 2, y: y + 10, id: 0 },
        { x: middle + apart / 2, y: y + 10, id: 1 },
      ];
      await session.send("Input.dispatchTouchEvent", { type, touchPoints });
    };
    await touch("touchStart", 100);
    for (const apart of [120, 150, 200]) await touch("touchMove", apart);
    await touch("touchEnd");
    const half = recordings[0]!.duration / 2;
    const [from, to] = await rangeOf(page, 0, `to - from < ${half + 1}`);
    assert.ok(Math.abs(to - from - half) < 1);
  }, { hasTouch: true });
});
