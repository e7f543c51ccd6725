/** The bench's page and picture in a real Chromium: how they look, by pixels and by styles. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { palettes } from "../../bench/timeline/palette.ts";
import { contrast, hexOf } from "../fixtures/contrast.ts";
import { type Area, coloursIn } from "../fixtures/pixels.ts";
import { areaOf, options, usePage } from "./timeline_page.ts";

const schemes = ["light", "dark"] as const;

const { opened, openedCrowd, openedPicture } = usePage();

/** An area without its edges. */
function inside({ x, y, width, height }: Area): Area {
  return {
    x: Math.ceil(x + 2),
    y: Math.ceil(y + 2),
    width: Math.floor(width - 4),
    height: height - 5,
  };
}

for (const colorScheme of schemes) {
  test(
    `page() paints bars in the colours of their states when the scheme is ${colorScheme}`,
    options,
    async () => {
      const { ground, running, waiting, outside } = palettes[colorScheme];
      await opened(async (page) => {
        const at = async (figure: number, lane: number, time: [number, number]) =>
          await coloursIn(page, inside(await areaOf(page, figure, lane, time)));
        const solid = await at(0, 0, [2, 7]);
        assert.deepEqual([...solid.keys()], [running]);
        const hatched = await at(0, 1, [2, 7]);
        assert.ok(hatched.get(waiting)! > 30 && hatched.get(ground)! > 30);
        assert.ok(!hatched.has(running));
        const dotted = await at(1, 1, [7.3, 9.3]);
        assert.ok(dotted.get(outside)! > 10 && dotted.get(ground)! > 10);
        assert.deepEqual([...(await at(2, 3, [0, 10])).keys()].includes(running), false);
      }, { colorScheme });
    },
  );

  test(`page() has contrast enough when the scheme is ${colorScheme}`, options, async () => {
    await opened(async (page) => {
      const colour = async (selector: string, property: string): Promise<string> =>
        hexOf(
          await page.evaluate(
            `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
          ) as string,
        );
      const ground = await colour("body", "backgroundColor");
      assert.equal(ground, palettes[colorScheme].ground);
      for (
        const selector of ["p", ".summary", ".help", ".legend", "td", "small", "thead th", "button"]
      ) {
        assert.ok(contrast(await colour(selector, "color"), ground) >= 4.5, selector);
      }
      for (const selector of [".name", ".note", ".tick"]) {
        assert.ok(contrast(await colour(selector, "fill"), ground) >= 4.5, selector);
      }
      const tip = await colour(".tip", "backgroundColor");
      assert.ok(contrast(await colour(".tip", "color"), tip) >= 4.5);
      const fills = [
        "path.running",
        "#waiting rect",
        "#outside circle",
        "path.idle",
        "path.forced",
      ];
      for (const selector of fills) {
        assert.ok(contrast(await colour(selector, "fill"), ground) >= 3, selector);
      }
      const [running, waiting] = [await colour(fills[0]!, "fill"), await colour(fills[1]!, "fill")];
      assert.ok(contrast(running, waiting) >= 3);
    }, { colorScheme });
  });
}

test("page() paints states one above the other when they are too narrow", options, async () => {
  await openedCrowd(async (page) => {
    const { running, waiting } = palettes.light;
    const area = inside(await areaOf(page, 0, 0, [1000, 2000]));
    const height = Math.floor(area.height / 2) - 1;
    const upper = await coloursIn(page, { ...area, height });
    const lower = await coloursIn(page, { ...area, y: area.y + height + 4, height });
    assert.ok(upper.get(waiting)! > 300 && !upper.has(running));
    assert.deepEqual([...lower.keys()], [running]);
  });
});

test("page() has other colours when the scheme is another", options, async () => {
  const grounds: unknown[] = [];
  for (const colorScheme of schemes) {
    await opened(async (page) => {
      grounds.push(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }, { colorScheme });
  }
  assert.notEqual(grounds[0], grounds[1]);
});

test("page() doesn't scroll sideways when the screen is 360 px wide", options, async () => {
  await opened(async (page) => {
    await page.locator(".picture").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(".tip").first().waitFor({ state: "visible" });
    const widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]");
    assert.deepEqual(widths, [360, 360]);
    const { x, width } = (await page.locator(".picture").first().boundingBox())!;
    assert.ok(x > 0 && x + width < 360 && width > 300);
  }, { viewport: { width: 360, height: 700 } });
});

test("page() is light, whole and without controls when it is printed", options, async () => {
  await opened(async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor") as string;
    assert.equal(hexOf(ground), palettes.light.ground);
    assert.equal(await page.locator(".buttons").first().isVisible(), false);
    assert.equal(await page.locator(".picture").first().isVisible(), true);
  });
});

test("svg() shows its bars when it is opened by itself", options, async () => {
  await openedPicture(async (page) => {
    const colours = await coloursIn(page, { x: 0, y: 0, width: 800, height: 200 });
    const { ground, running, waiting, outside } = palettes.light;
    for (const colour of [ground, running, waiting, outside]) assert.ok(colours.get(colour)! > 100);
  });
});
