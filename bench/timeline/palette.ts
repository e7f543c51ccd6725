/**
 * The colours of pictures and pages.
 *
 * A state is told by its form too: running is solid, waiting hatched, outside dotted, idle a line.
 * Running and waiting, which alternate, differ threefold in luminance from each other and from the
 * ground, so that they do for every eye and on paper; a test checks it.
 */

/** What has a colour. */
export type Colour =
  | "ground"
  | "text"
  | "muted"
  | "faint"
  | "running"
  | "waiting"
  | "outside"
  | "idle";

/** A colour for each. */
export type Palette = Readonly<Record<Colour, `#${string}`>>;

/** The palettes by `prefers-color-scheme`. */
export const palettes: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    ground: "#ffffff",
    text: "#1b2330",
    muted: "#566173",
    faint: "#e2e6ec",
    running: "#1e3a8a",
    waiting: "#d97706",
    outside: "#7c3aed",
    idle: "#77808f",
  },
  dark: {
    ground: "#11161d",
    text: "#e6eaf0",
    muted: "#9fabbb",
    faint: "#28303b",
    running: "#bfdbfe",
    waiting: "#c2570c",
    outside: "#a78bfa",
    idle: "#8793a5",
  },
};

/**
 * The colours as variables of CSS on `selector`.
 *
 * @param scheme which; without it what the reader's system asks for, and light on paper
 */
export function variables(selector: string, scheme?: "light" | "dark"): string {
  const rule = (palette: Palette): string =>
    `${selector}{${Object.entries(palette).map(([name, hex]) => `--${name}:${hex}`).join(";")}}`;
  if (scheme) return rule(palettes[scheme]);
  return `${rule(palettes.light)}\n@media screen and (prefers-color-scheme:dark){${
    rule(palettes.dark)
  }}`;
}
