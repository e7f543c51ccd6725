/** How the bench CLI shows figures, tables and bars. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Progress } from "../../bench/progress.ts";
import { type Chart, chartLines } from "../../bench/render/chart.ts";
import { counted, milliseconds, times } from "../../bench/render/figures.ts";
import { findingsText } from "../../bench/render/findings.ts";
import { type Paint, paintFor } from "../../bench/render/style.ts";
import { type Table, tableLines } from "../../bench/render/table.ts";

const table: Table = {
  columns: [{ title: "who", align: "left" }, { title: "time", align: "right" }],
  groups: [[["one", "10 ms"], ["seven", "9 ms"]], [["", "1 ms"]]],
};

const bracketed: Paint = (text, style) => `<${style} ${text}>`;

function chart(...values: number[]): Chart {
  const bars = values.map((value) => {
    return { label: `v${value}`, value, text: `${value}×`, style: "green" } as const;
  });
  return { title: "speed", bars };
}

test("tableLines() aligns columns and parts groups when cells differ in width", () => {
  assert.deepEqual(tableLines(table), [
    "who     time",
    "one    10 ms",
    "seven   9 ms",
    "",
    "        1 ms",
  ]);
});

test("tableLines() paints the titles only when it is given a paint", () => {
  const [title, ...rows] = tableLines(table, bracketed);
  assert.equal(title, "<bold who     time>");
  assert.deepEqual(rows, tableLines(table).slice(1));
});

test("chartLines() fills the width with the longest bar when values differ", () => {
  assert.deepEqual(chartLines([chart(1, 2)], 20), [
    "speed",
    "  v1 ██████ 1×",
    "  v2 ████████████ 2×",
  ]);
});

test("chartLines() draws eighths when a bar ends within a character", () => {
  const bars = chartLines([chart(8, 7.5, 3.1, 0)], 24).slice(1);
  const lengths = bars.map((line) => line.slice(7).split(" ")[0]);
  assert.deepEqual(lengths, ["█".repeat(12), "█".repeat(11) + "▎", "████▋", ""]);
});

test("chartLines() uses one scale when there are several charts", () => {
  const [, one, , two] = chartLines([chart(1), chart(2)], 20);
  assert.equal(one, "  v1 ██████ 1×");
  assert.equal(two, "  v2 ████████████ 2×");
});

test("chartLines() paints titles and bars when it is given a paint", () => {
  assert.deepEqual(chartLines([chart(1)], 20, bracketed), [
    "<bold speed>",
    "  v1 <green ████████████> 1×",
  ]);
});

test("findingsText() parts table, charts and notes and breaks notes when they are long", () => {
  const text = findingsText(
    {
      peers: {},
      results: [],
      table,
      charts: [chart(1)],
      notes: ["one two three four five", "six"],
    },
    15,
    (text) => text,
  );
  assert.equal(text.split("\n\n").at(-2), "one two three\nfour five");
  assert.equal(text.split("\n\n").at(-1), "six");
});

test("paintFor() colours when the output is a terminal that may have colour", () => {
  const painted = "\x1b[31mx\x1b[0m";
  assert.equal(paintFor({ isTTY: true }, {})("x", "red"), painted);
  assert.equal(paintFor({ isTTY: true }, { NO_COLOR: "" })("x", "red"), painted);
  assert.equal(paintFor({ isTTY: true }, { NO_COLOR: "1" })("x", "red"), "x");
  assert.equal(paintFor({ isTTY: true }, { TERM: "dumb" })("x", "red"), "x");
  assert.equal(paintFor({}, {})("x", "red"), "x");
});

test("milliseconds() keeps three digits when times are short", () => {
  const shown = [0.0421, 1.234, 12.34, 123.4, 1234.5].map(milliseconds);
  assert.deepEqual(shown, ["0.042 ms", "1.23 ms", "12.3 ms", "123 ms", "1235 ms"]);
});

test("times() and counted() write what people read when given a number", () => {
  assert.equal(times(1.899), "1.90×");
  assert.deepEqual([1, 2].map((n) => counted(n, "task")), ["1 task", "2 tasks"]);
});

test("Progress rewrites one line and takes it away when it is on a terminal", () => {
  const written: string[] = [];
  const progress = new Progress({
    isTTY: true,
    columns: 6,
    write: (text: string) => written.push(text),
  });
  progress.clear();
  progress.show("abc");
  progress.show("abcdefgh");
  progress.clear();
  progress.clear();
  assert.deepEqual(written, ["\r\x1b[Kabc", "\r\x1b[Kabcde", "\r\x1b[K"]);
});

test("Progress writes nothing when it is not on a terminal", () => {
  const written: string[] = [];
  const progress = new Progress({ write: (text: string) => written.push(text) });
  progress.show("abc");
  progress.clear();
  assert.deepEqual(written, []);
});
