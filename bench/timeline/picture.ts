/** What pictures of timelines share, alone or on a page: styles, patterns, the legend's words. */

import { stateText } from "./drawing/readout.ts";
import { type State, states } from "./interval.ts";
import type { Recording } from "./recording.ts";

/** The styles of what `draw()` draws. */
export const pictureStyle: string = `
.lane text,.tick,.legend{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.name{font-size:13px;font-weight:600;fill:var(--text)}
.note,.tick{font-size:12px;fill:var(--muted);font-variant-numeric:tabular-nums}
.running{fill:var(--running)}
.waiting{fill:url(#waiting)}
.outside{fill:url(#outside)}
.idle{fill:var(--idle)}
.waiting.edged{stroke:var(--waiting)}
.outside.edged{stroke:var(--outside)}
.request,.forced{fill:var(--text)}
.grid{stroke:var(--faint)}
.axis{stroke:var(--muted)}
#waiting rect{fill:var(--waiting)}
#outside circle{fill:var(--outside)}`.trim();

/** The patterns that the styles refer to. */
export const patterns: string = [
  '<pattern id="waiting" width="6" height="6" patternUnits="userSpaceOnUse" ',
  'patternTransform="rotate(45)"><rect width="3" height="6"/></pattern>',
  '<pattern id="outside" width="5" height="5" patternUnits="userSpaceOnUse">',
  '<circle cx="2.5" cy="2.5" r="1.5"/></pattern>',
].join("");

/** An entry of a legend: what is drawn, 20 by 12 px, and what it means. */
export interface LegendEntry {
  readonly sample: string;
  readonly text: string;
}

const samples: Readonly<Record<State, string>> = {
  running: '<rect class="running" width="20" height="12"/>',
  waiting: '<rect class="waiting edged" x=".5" y=".5" width="19" height="11"/>',
  outside: '<rect class="outside edged" x=".5" y=".5" width="19" height="11"/>',
  idle: '<rect class="idle" y="10" width="20" height="2"/>',
};

/** The entries for what occurs in a recording. */
export function legendOf({ lanes, locked }: Recording): LegendEntry[] {
  const occurring = states.filter((state) => lanes.some(({ counters }) => counters.ms[state] > 0));
  const marks = [
    ["dropRequests", '<path class="request" d="M9.25 2h1.5v8h-1.5z"/>', "asks for the lock"],
    ["forcedSwitches", '<path class="forced" d="M6 2h8l-4 8z"/>', "is made to let the lock go"],
  ] as const;
  return [
    ...occurring.map((state) => ({ sample: samples[state], text: stateText(state[0]!, locked) })),
    ...marks.filter(([key]) => lanes.some(({ counters }) => counters[key] > 0))
      .map(([, sample, text]) => ({ sample, text })),
  ];
}
