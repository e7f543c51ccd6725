/** What a timeline's functions draw, and that a page can have them by their text. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { roundStep, ticksOf } from "../../bench/timeline/drawing/axis.ts";
import { bars } from "../../bench/timeline/drawing/bars.ts";
import { draw } from "../../bench/timeline/drawing/draw.ts";
import { laneLayout } from "../../bench/timeline/drawing/layout.ts";
import { runsOf } from "../../bench/timeline/drawing/marks.ts";
import { indexAt, type Plot, type View } from "../../bench/timeline/drawing/plot.ts";
import { moved, wholeRange, zoomed } from "../../bench/timeline/drawing/range.ts";
import { readout } from "../../bench/timeline/drawing/readout.ts";
import { plotOf } from "../../bench/timeline/plot_of.ts";
import { definitions, embedded, program } from "../../bench/timeline/program.ts";
import { recordingOf } from "../../bench/timeline/recording.ts";
import { importsOf, readSource, root, typescriptIn } from "../../tools/source_tree.ts";
import { burningPair, convoy, crowded, freeFour } from "../fixtures/recorded_traces.ts";

const plots = [burningPair(8), convoy(4), freeFour(), crowded(2000), []].map((trace) =>
  plotOf(recordingOf(trace))
);

const [pair, , free, crowd] = plots as [Plot, Plot, Plot, Plot];

function wholeView(plot: Plot, width: number): View {
  return { ...wholeRange(plot.duration), width };
}

/** The rectangles of a class: `[x, y, width, height]` each. */
function rectangles(drawn: string, name: string): number[][] {
  const path = new RegExp(`<path class="${name}(?: edged)?" d="([^"]*)"`, "g");
  const shape = /M(\S+) (\S+?)h(\S+?)v(\S+?)h/g;
  return [...drawn.matchAll(path)].flatMap(([, d]) =>
    [...d!.matchAll(shape)].map(([, ...numbers]) => numbers.map(Number))
  );
}

test("bars() draws each interval where it is when there is room", () => {
  const drawn = bars(pair.tracks[0]!, { from: 0, to: 40, width: 400 }, laneLayout(pair, 0));
  const running = rectangles(drawn, "running").map(([x, , width]) => [x, width]);
  assert.deepEqual(running.slice(0, 2), [[20.5, 49], [120.5, 49]]);
  const waiting = rectangles(drawn, "waiting").map(([x, , width]) => [x, width]);
  assert.deepEqual(waiting[1], [71, 48]);
});

test("bars() gives each state the area of its time when intervals are too narrow to be seen", () => {
  const { duration, tracks } = crowd;
  for (const width of [300, 777, 1200]) {
    const drawn = bars(tracks[0]!, wholeView(crowd, width), laneLayout(crowd, 0));
    for (const [name, letter] of [["running", "r"], ["waiting", "wf"]] as const) {
      const area = rectangles(drawn, name).reduce((sum, [, , w, h]) => sum + w! * h!, 0);
      const ms = tracks[0]!.edges.reduce((sum, edge, i) => {
        const isCounted = letter.includes(tracks[0]!.states[i] ?? " ");
        return sum + (isCounted ? tracks[0]!.edges[i + 1]! - edge : 0);
      }, 0);
      const share = area / (width * 26);
      assert.ok(Math.abs(share - ms / duration) < 0.01, `${name}: ${share}, ${ms / duration}`);
    }
  }
});

test("bars() draws no more shapes than there is room for when there are very many intervals", () => {
  const many = plotOf(recordingOf(crowded(100_000)));
  const drawn = bars(many.tracks[0]!, wholeView(many, 800), laneLayout(many, 0));
  assert.ok(many.tracks[0]!.states.length > 40_000);
  assert.ok(drawn.split("M").length < 800 * 1.5);
});

test("draw() draws what is in view only when a part is shown", () => {
  const [all, part] = [{ from: 0, to: crowd.duration }, { from: 50, to: 52 }].map((range) =>
    draw(crowd, { ...range, width: 800 })
  );
  assert.ok(rectangles(part!, "running").length < 25);
  assert.ok(all!.length > part!.length);
});

test("draw() has a lane for each worker and an axis when a plot is of any kind", () => {
  for (const plot of plots) {
    const drawn = draw(plot, wholeView(plot, 640));
    assert.equal(drawn.split('<g class="lane">').length - 1, plot.tracks.length);
    assert.match(drawn, /<text class="tick" x="0" [^>]*>0(?:\.0)? ms</);
    assert.doesNotMatch(drawn, /NaN|Infinity|undefined|e[-+]\d/);
  }
});

test("runsOf() joins marks when they would touch", () => {
  const view = { from: 0, to: 64, width: 64 };
  assert.deepEqual(runsOf([10, 12, 14, 30], view, 3), [{ from: 10, to: 14 }, { from: 30, to: 30 }]);
  assert.deepEqual(runsOf([], view, 3), []);
});

test("roundStep() and ticksOf() give round times when a view is of any width", () => {
  const steps = [0.0007, 0.02, 0.3, 1, 2.1, 51, 1300].map(roundStep);
  assert.deepEqual(steps.map((step) => +step.toPrecision(6)), [0.001, 0.02, 0.5, 1, 5, 100, 2000]);
  assert.deepEqual(ticksOf({ from: 3, to: 21, width: 1 }, 5), [5, 10, 15, 20]);
  assert.deepEqual(ticksOf({ from: 0.1, to: 0.2, width: 1 }, 5), []);
});

test("zoomed() keeps the point it zooms around and stays within the whole", () => {
  const whole = { from: 0, to: 100 };
  assert.deepEqual(zoomed(whole, whole, 0.5, 20), { from: 10, to: 60 });
  assert.deepEqual(zoomed({ from: 10, to: 60 }, whole, 2, 20), whole);
  assert.deepEqual(zoomed({ from: 10, to: 60 }, whole, 10, 20), whole);
  const { from, to } = zoomed(whole, whole, 1e-12, 20);
  assert.ok(from < 20 && to > 20 && to - from < 0.0011);
});

test("moved() stops at the ends of the whole", () => {
  const whole = { from: 0, to: 100 };
  assert.deepEqual(moved({ from: 10, to: 30 }, whole, 5), { from: 15, to: 35 });
  assert.deepEqual(moved({ from: 10, to: 30 }, whole, -15), { from: 0, to: 20 });
  assert.deepEqual(moved({ from: 10, to: 30 }, whole, 1000), { from: 80, to: 100 });
});

test("indexAt() finds the last that is not later when times are in order", () => {
  assert.deepEqual([-1, 0, 4, 5, 9].map((at) => indexAt([0, 5, 7], at)), [0, 0, 0, 1, 2]);
  assert.equal(indexAt([], 3), 0);
});

test("readout() tells state, task and times when it is asked for a point", () => {
  assert.deepEqual(readout(pair, 1, 13), [
    "worker 1: waiting for the lock, which it was made to let go",
    "burn(2)",
    "5.000 ms, from 12.000 ms to 17.000 ms",
  ]);
  assert.deepEqual(readout(free, 0, 8.05), [
    "worker 0: idle",
    "0.100 ms, from 8.000 ms to 8.100 ms",
  ]);
  assert.match(readout(free, 1, 25)[1]!, /^count\(6\), which threw$/);
});

test("program draws the same when it runs from its text", () => {
  const names = embedded.map(({ name }) => name);
  const there = new Function(`"use strict";${definitions}\nreturn { draw, readout, zoomed };`)();
  for (const plot of plots) {
    const view = wholeView(plot, 500);
    assert.equal(there.draw(plot, view), draw(plot, view));
  }
  assert.deepEqual(there.readout(pair, 0, 20), readout(pair, 0, 20));
  assert.equal(new Set(names).size, names.length);
  assert.ok(!/<\/script|<!--/i.test(program));
});

test("program embeds all that drawing/ defines, which uses nothing else", async () => {
  const files = typescriptIn("bench/timeline/drawing").map(readSource);
  assert.ok(files.length > 5);
  for (const source of files) {
    const own = source.code.match(
      /^(?!import|(?:export )?(?:interface|type)\b|export (?:function|class)\b|[\s})/])\S.*/gm,
    );
    assert.deepEqual(own, null, `${source.path} defines what is not embedded`);
    for (const { specifier, kind } of importsOf(source)) {
      assert.ok(kind === "type" || /^\.\/\w+\.ts$/.test(specifier), `${source.path}: ${specifier}`);
    }
    const values = Object.values(await import(pathToFileURL(join(root, source.path)).href));
    for (const value of values) assert.ok(embedded.includes(value as typeof draw), String(value));
  }
});
