/** A setting in words, for tables, charts and notes. */

import { counted } from "../render/figures.ts";
import type { Setting } from "./law.ts";

/** `2 burners, 0.5 ms`. */
export function settingText(setting: Setting): string {
  return Object.entries(setting).map(([name, value]) => wordsOf(name, value)).join(", ");
}

function wordsOf(name: string, value: number | string): string {
  if (typeof value === "string") return value;
  return name === "interval" ? `${value} ms` : counted(value, name.replace(/s$/, ""));
}
