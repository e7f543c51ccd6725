/** Where the lock does not do what CPython's does, by the medians of a run. */

import { counted, times } from "../render/figures.ts";
import type { GilResult } from "./result.ts";
import { settingText } from "./setting.ts";

/** A ratio of medians as far from 1 is noise, or good enough. */
const tolerance = 0.15;

/** The rows that are compared with CPython's and are not near them. */
export function deviationsOf(results: readonly GilResult[]): GilResult[] {
  return compared(results).filter(({ ratio }) => Math.abs(ratio! - 1) > tolerance);
}

/** A note that names them; none if nothing is compared. */
export function deviationNote(results: readonly GilResult[]): string[] {
  const { length: all } = compared(results);
  if (all === 0) return [];
  const deviations = deviationsOf(results);
  const near =
    `Of ${counted(all, "median")} ${all - deviations.length} are within ${tolerance * 100} % of ` +
    "CPython's";
  if (deviations.length === 0) return [`${near}.`];
  return [`${near}; the others to CPython's: ${deviations.map(named).join("; ")}.`];
}

/** How long a native call takes is no law of the lock's. */
function compared(results: readonly GilResult[]): GilResult[] {
  return results.filter(({ ratio, expected }) => ratio !== null && expected !== null);
}

function named({ law, setting, quantity, ratio }: GilResult): string {
  return `${law}, ${settingText(setting)} (${quantity}) ${times(ratio!)}`;
}
