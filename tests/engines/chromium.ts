/** Chromium, by Playwright. */

import { launchChromium, noChromium } from "../fixtures/chromium.ts";
import type { Engine } from "./engine.ts";

export const chromium: Engine = {
  name: "Chromium",
  skip: noChromium,
  async launch(folder) {
    const browser = await launchChromium(folder);
    return {
      async open(url) {
        const page = await browser.newPage();
        await page.goto(url);
        return {
          evaluate: (expression) => page.evaluate(expression),
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
};
