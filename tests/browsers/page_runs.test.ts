/** The GIL laboratory in a real Chromium: what runs in it is what it shows. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  ended,
  figureOf,
  levelsOf,
  options,
  plotOf,
  run,
  start,
  until,
  useLab,
} from "./lab_page.ts";

const opened = useLab();

/** Milliseconds by which the clocks of two threads may differ, for each switch. */
const skew = 0.05;

/** The number of switches that the page shows, as an expression. */
const switches = "Number(document.querySelector('#charts > :nth-child(2) .value')?.textContent)";

/** Asserts that no two workers held the lock at once. */
function assertTurns(levels: readonly number[], switches: number): void {
  assert.ok(levels[1]! > 0);
  assert.ok(levels.slice(2).every((ms) => ms <= skew * switches), String(levels));
}

test("two that count take turns under the lock and run at once without it", options, async () => {
  await opened(async (page) => {
    await run(page, { workload: "count", lock: "both", workers: 2 });
    const [locked, free] = [await plotOf(page, "locked"), await plotOf(page, "free")];
    assert.deepEqual([locked.locked, locked.tracks.length], [true, 2]);
    assert.deepEqual([free.locked, free.tracks.length], [false, 2]);
    const switches = await figureOf(page, /At the lock/, "switches");
    assert.ok(switches > 0 && await figureOf(page, /At the lock/, "forced") > 0);
    assert.ok(await figureOf(page, /At the lock/, "asked") > 0);
    assertTurns(levelsOf(locked, "r"), switches);
    assert.ok(levelsOf(free, "r")[2]! > 0);
    for (const side of ["locked", "free"]) assert.ok(await figureOf(page, /^Speed/, side) > 0);
    const caption = await page.locator("#locked .caption").textContent();
    assert.match(caption!, /^At most 1 of 2 workers held the lock at a time, for \d+ % of/);
  });
});

test("factorials of the kernel give the lock away before they end", options, async () => {
  await opened(async (page) => {
    await run(page, { workload: "factorial", lock: "on", workers: 2, interval: 1 });
    const plot = await plotOf(page, "locked");
    const switches = await figureOf(page, /At the lock/, "switches");
    assert.ok(await figureOf(page, /At the lock/, "forced") > 0);
    assertTurns(levelsOf(plot, "r"), switches);
    assert.equal(Object.values(plot.tasks).every((name) => name === "factorial"), true);
    assert.equal(await page.locator("#free").isVisible(), false);
  });
});

for (const lock of ["on", "off"] as const) {
  test(`tasks that block do so at once when the lock is ${lock}`, options, async () => {
    await opened(async (page) => {
      await run(page, { workload: "io", lock, workers: 4 });
      const plot = await plotOf(page, lock === "on" ? "locked" : "free");
      const levels = levelsOf(plot, lock === "on" ? "o" : "r");
      assert.ok(levels[4]! > 0, String(levels));
    });
  });
}

test("a server beside one that counts asks for the lock, and gets it late", options, async () => {
  await opened(async (page) => {
    await run(page, { workload: "convoy", lock: "both", workers: 2, interval: 5 });
    assert.ok(await figureOf(page, /ends late by/, "locked") > 0);
    // It asks once it has waited for a whole interval.
    assert.ok(await figureOf(page, /At the lock/, "asked") > 0);
    const caption = await page.locator("#locked .caption").textContent();
    assert.match(
      caption!,
      /sleeps of 1 ms the middle one ended .* late; the switch interval is 5 ms/,
    );
  });
});

test("one that is cooperative lets go without being asked", options, async () => {
  await opened(async (page) => {
    await run(page, { workload: "cooperative", lock: "on", workers: 2, interval: 200 });
    const switches = await figureOf(page, /At the lock/, "switches");
    const asked = await figureOf(page, /At the lock/, "asked");
    // A server that has to ask does so for each second switch.
    assert.ok(switches > 4 * asked, `${switches} switches, asked for ${asked} times`);
  });
});

test("the interval can be changed while it runs", options, async () => {
  await opened(async (page) => {
    await start(page, { workload: "count", lock: "on", interval: 1000, seconds: "600" });
    await until(page, "document.querySelectorAll('#locked .lane').length === 2");
    await page.click(".preset >> text=0.5");
    await until(page, `${switches} >= 10`);
    await page.click("#stop");
    await ended(page);
    assert.ok(await figureOf(page, /At the lock/, "forced") >= 10);
  });
});

test(
  "a run that is stopped ends at once, shows what it has, and another follows",
  options,
  async () => {
    await opened(async (page) => {
      for (const lock of ["on", "off"] as const) {
        await start(page, { workload: "count", lock, seconds: "600" });
        const side = lock === "on" ? "locked" : "free";
        await until(page, `document.querySelector("#${side} path.running")`);
        await page.click("#stop");
        await ended(page);
        const { duration, tracks } = await plotOf(page, side);
        assert.ok(duration > 0);
        assert.equal(tracks.length, 2);
      }
      await run(page, { workload: "io", lock: "off", workers: 1 });
      assert.equal((await plotOf(page, "free")).tracks.length, 1);
    });
  },
);

test(
  "a run that is stopped before it has begun shows nothing, a lone server no speed",
  options,
  async () => {
    await opened(async (page) => {
      await start(page, { workload: "count", lock: "both" });
      await page.click("#stop");
      await ended(page);
      assert.match((await page.textContent("#status"))!, /^Stopped|^Speed/);
      assert.equal(await page.locator("#free").isVisible(), false);
      await run(page, { workload: "convoy", lock: "off", workers: 1 });
      assert.equal(await page.textContent("#status"), "Done.");
      assert.equal(await page.locator("#charts .chart").count(), 1);
    });
  },
);

test("a timeline grows while it runs, and eight workers have a lane each", options, async () => {
  await opened(async (page) => {
    await start(page, { workload: "count", lock: "on", workers: 8, seconds: "600" });
    const to = "Number(document.querySelector('#locked .picture').dataset.to)";
    await until(page, "document.querySelector('#locked .picture')?.dataset.to > 1");
    const first = await page.evaluate(to) as number;
    await until(page, `${to} > ${first}`);
    assert.equal(await page.locator("#locked .lane").count(), 8);
    assert.equal(await page.locator("#locked .shares tbody tr").count(), 8);
    await page.click("#stop");
    await ended(page);
    assert.equal((await plotOf(page, "locked")).tracks.length, 8);
  });
});

test("the recording can be saved for a viewer", options, async () => {
  await opened(async (page) => {
    assert.equal(await page.locator("#trace").isVisible(), false);
    await run(page, { workload: "count", lock: "both" });
    const downloaded = page.waitForEvent("download");
    await page.click("#trace");
    const text = readFileSync(await (await downloaded).path(), "utf8");
    const { traceEvents } = JSON.parse(text) as { traceEvents: { name: string }[] };
    assert.ok(traceEvents.some(({ name }) => name === "count"));
  });
});
