/** The bench's page and pictures as text: whole, closed to the outside, safe from what names hold. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { page, type PageContent, recordingOf, svg } from "../../bench/timeline/mod.ts";
import { palettes } from "../../bench/timeline/palette.ts";
import { plotOf } from "../../bench/timeline/plot_of.ts";
import type { TraceEvent } from "../../src/core/trace.ts";
import { contrast } from "../fixtures/contrast.ts";
import { burningPair, convoy, freeFour } from "../fixtures/recorded_traces.ts";
import { assertWellFormed } from "../fixtures/well_formed.ts";

const nasty = "</script><!--\"&'<b>\u2028";

const nastyTrace: readonly TraceEvent[] = [
  { type: "submitted", at: 0, task: 1, name: nasty },
  { type: "started", at: 1, task: 1, worker: nasty },
  { type: "finished", at: 2, task: 1, worker: nasty, ok: true },
];

const content: PageContent = {
  title: "One lock & free threads",
  introduction: ["What is seen."],
  sections: [
    { title: "pair", caption: ["One.", "Two."], recording: recordingOf(burningPair(10)) },
    { title: "convoy", caption: ["A convoy."], recording: recordingOf(convoy(3)) },
    {
      title: nasty,
      caption: [nasty],
      recording: recordingOf(nastyTrace),
      charts: [{
        title: nasty,
        bars: [
          { label: nasty, value: 2, text: nasty, tone: "blue" },
          { label: "half", value: 1, text: "1×", tone: "orange" },
        ],
      }],
    },
    { title: "nothing", caption: [], recording: recordingOf([]) },
  ],
  footer: nasty,
};

const text = page(content);

function countOf(pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

test("page() is well-formed HTML with a language, a title and a section each", () => {
  assertWellFormed(text);
  assert.match(text, /^<!doctype html>\n<html lang="en">/);
  assert.match(text, /<title>One lock &amp; free threads<\/title>/);
  assert.equal(countOf(/<section>/g), 4);
  assert.equal(countOf(/<figure class="timeline">/g), 3);
  assert.match(text, /<p class="summary">No worker was recorded\.<\/p>/);
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test("page() refers to nothing outside of itself", () => {
  assert.doesNotMatch(text, /https?:|\/\/\w|\bsrc=|@import|url\((?!#)/);
  assert.deepEqual(text.match(/href="[^"]*"/g), ['href="data:,"']);
  assert.doesNotMatch(text, / style="| on\w+="/);
});

test("page() lets in by its policy the script and the style that it has", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!;
  const hashOf = (body: string): string =>
    `'sha256-${createHash("sha256").update(body).digest("base64")}'`;
  assert.match(policy, /^default-src 'none';/);
  assert.ok(policy.includes(hashOf(/<style>([^]*?)<\/style>/.exec(text)![1]!)));
  assert.ok(policy.includes(hashOf(/<script>([^]*?)<\/script>/.exec(text)![1]!)));
});

test("page() keeps names what they are when they hold markup", () => {
  assert.equal(countOf(/<\/script>/g), 4);
  assert.equal(countOf(/<!--|<b>/g), 0);
  const data = [...text.matchAll(/type="application\/json">([^<]*)</g)].map(([, json]) => json!);
  assert.deepEqual(JSON.parse(data[2]!), plotOf(recordingOf(nastyTrace)));
  assert.equal(JSON.parse(data[2]!).tracks[0].name, nasty);
});

test("page() has the figures of each worker, those of the lock only when there is one", () => {
  const tables = text.match(/<thead>.*?<\/thead>/g)!;
  assert.match(tables[0]!, /waiting.*outside.*switches.*requests.*forced/);
  assert.doesNotMatch(tables[2]!, /waiting|outside|switches/);
  assert.match(text, /<th scope="row">worker 0<\/th><td>28\.0 ms <small>51 %<\/small><\/td>/);
});

test("page() draws bars on one scale when a section has charts", () => {
  const bars = [...text.matchAll(/<rect class="(\w+)" width="(\S+)" height="10"/g)];
  assert.deepEqual(bars.map(([, tone, width]) => `${tone} ${width}`), [
    "blue 100.00",
    "orange 50.00",
  ]);
});

test("svg() is one well-formed file with title, description, colours of both schemes and legend", () => {
  const picture = svg(recordingOf(convoy(3)), { title: nasty, width: 500 });
  assertWellFormed(picture);
  assert.match(picture, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="500"/);
  assert.ok(!/https?:/.test(picture.replace("http://www.w3.org/2000/svg", "")));
  assert.match(picture, /<title id="title">&lt;\/script&gt;/);
  assert.match(picture, /<desc id="desc">2 workers took turns: .* forced\./);
  assert.match(picture, /@media screen and \(prefers-color-scheme:dark\)/);
  assert.match(picture, /asks for the lock/);
});

test("svg() has the colours it is told when a scheme is given", () => {
  const picture = svg(recordingOf(freeFour()), { title: "four", scheme: "dark" });
  assert.ok(picture.includes(palettes.dark.running) && !picture.includes(palettes.light.running));
  assert.ok(!picture.includes("@media"));
  assert.ok(!picture.includes("lock<"));
});

test("palettes have contrast enough for text, bars and bars beside each other", () => {
  for (const { ground, text, muted, running, waiting, outside, idle } of Object.values(palettes)) {
    for (const colour of [text, muted]) assert.ok(contrast(colour, ground) >= 4.5);
    for (const bar of [running, waiting, outside, idle]) assert.ok(contrast(bar, ground) >= 3);
    assert.ok(contrast(running, waiting) >= 3);
  }
  assert.equal(contrast("#000000", "#ffffff"), 21);
});
