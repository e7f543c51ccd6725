/**
 * A page that shows recordings: one HTML file that needs nothing else and may load nothing, which
 * its own policy says: the one script and the one style sheet in it are all that is let in.
 */

import { createHash } from "node:crypto";
import { type BarChart, barCharts } from "./bar_charts.ts";
import { countersTable } from "./counters_table.ts";
import { escapeText } from "./drawing/draw.ts";
import { timelineFigure } from "./figure.ts";
import { pageStyle } from "./page_style.ts";
import { patterns } from "./picture.ts";
import { program } from "./program.ts";
import type { Recording } from "./recording.ts";
import { summaryOf } from "./summary.ts";

/** A part of a page. */
export interface Section {
  readonly title: string;
  /** What one sees, a paragraph each, as plain text. */
  readonly caption: readonly string[];
  readonly recording?: Recording;
  readonly charts?: readonly BarChart[];
}

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  /** What it is about, a paragraph each, as plain text. */
  readonly introduction?: readonly string[];
  readonly sections: readonly Section[];
  /** Where and with what it was recorded. */
  readonly footer?: string;
}

/** The page's text. */
export function page({ title, introduction = [], sections, footer }: PageContent): string {
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeText(title)}</title>\n<style>${pageStyle}</style></head>`,
    `<body><svg class="defs" width="0" height="0" aria-hidden="true"><defs>${patterns}</defs></svg>`,
    `<main><h1>${escapeText(title)}</h1>`,
    ...introduction.map(paragraph),
    sections.some(({ recording }) => recording) ? `<p class="help" id="help">${help}</p>` : "",
    ...sections.map(sectionText),
    footer === undefined ? "" : `<footer class="muted"><p>${escapeText(footer)}</p></footer>`,
    `</main>\n<script>${program}</script></body></html>\n`,
  ].join("\n");
}

const help =
  "On a timeline the wheel or two fingers zoom, dragging pans, a double click shows all. " +
  "Keys: ← → pan, + − zoom, ↑ ↓ choose a worker, Shift with ← → goes from one interval to the next, " +
  "Home and End go to the ends, 0 shows all, Esc puts the words away. Where intervals are too narrow " +
  "to be seen, each state has the height that it has of the time.";

const policy = `default-src 'none'; img-src data:; script-src ${hash(program)}; style-src ${
  hash(pageStyle)
}; base-uri 'none'; form-action 'none'`;

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function sectionText({ title, caption, recording, charts = [] }: Section): string {
  return [
    `<section><h2>${escapeText(title)}</h2>`,
    ...caption.map(paragraph),
    ...(recording ? recordingParts(recording, title) : []),
    barCharts(charts),
    "</section>",
  ].join("\n");
}

function recordingParts(recording: Recording, title: string): string[] {
  return [
    `<p class="summary">${escapeText(summaryOf(recording))}</p>`,
    ...(recording.lanes.length > 0 ? [timelineFigure(recording, title, "help")] : []),
    ...(recording.lanes.length > 0 ? [countersTable(recording)] : []),
  ];
}

function paragraph(text: string): string {
  return `<p>${escapeText(text)}</p>`;
}
