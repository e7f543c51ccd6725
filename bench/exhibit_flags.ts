/** The flags of commands that have something to be seen. */

import { file, type Flag, type Flags, type Values } from "./flags.ts";

/** The flags. */
export const exhibitFlags: { readonly html: Flag<string>; readonly trace: Flag<string> } = {
  html: file("record it and write a page of timelines there"),
  trace: file("record it and write the Trace Event format there, for Perfetto or chrome://tracing"),
};

/** Whether one of them was given. */
export function isShown({ html, trace }: Values<typeof exhibitFlags & Flags>): boolean {
  return html !== undefined || trace !== undefined;
}
