/** Colours of a terminal, or none. */

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

/** A colour or a weight. */
export type Style = keyof typeof codes;

/** Gives `text` a style. */
export type Paint = (text: string, style: Style) => string;

/** Leaves text as it is. */
export const plain: Paint = (text) => text;

/** What a stream tells of itself: `process.stdout`. */
export interface Output {
  readonly isTTY?: boolean;
}

/** Paints for a terminal, unless `NO_COLOR` is set to anything. */
export function paintFor(
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  if (!output.isTTY || environment.NO_COLOR || environment.TERM === "dumb") return plain;
  return (text, style) => text && `\x1b[${codes[style]}m${text}\x1b[0m`;
}
