/** How each worker's time divides, as a bar a worker. */

import { escapeText } from "../timeline/drawing/draw.ts";
import { type State, states } from "../timeline/interval.ts";
import type { Recording, WorkerLane } from "../timeline/recording.ts";
import { percent } from "../timeline/summary.ts";

/** The bars, as the rows of a table. */
export function shareBars({ lanes, locked }: Recording): string {
  return lanes.map((lane) => row(lane, locked)).join("");
}

function row({ worker, counters: { share } }: WorkerLane, locked: boolean): string {
  return `<tr><th scope="row">${escapeText(worker)}</th><td class="bar">` +
    '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">' +
    `${pieces(share)}</svg></td><td class="value">${words(share, locked)}</td></tr>`;
}

/** Side by side, all the time together 100 wide. */
function pieces(share: Readonly<Record<State, number>>): string {
  let x = 0;
  return states.map((state) => {
    const piece = `<rect class="share-${state}" x="${x.toFixed(2)}" ` +
      `width="${(share[state] * 100).toFixed(2)}" height="10"/>`;
    x += share[state] * 100;
    return piece;
  }).join("");
}

function words(share: Readonly<Record<State, number>>, locked: boolean): string {
  if (!locked) return `${percent(share.running)} running`;
  return `${percent(share.running)} holding, ${percent(share.waiting)} waiting, ` +
    `${percent(share.outside)} outside`;
}
