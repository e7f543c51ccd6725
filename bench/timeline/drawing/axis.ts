/** The axis: round times, in ms. */

import { digits } from "./path.ts";
import { type View, xOf } from "./plot.ts";

/** The axis at `top`, and thin lines up from its ticks. */
export function axis(view: View, top: number): string {
  const room = 80;
  const step = roundStep((view.to - view.from) / Math.max(2, Math.floor(view.width / room)));
  const ticks = ticksOf(view, step).map((at) => ({ at, x: digits(xOf(view, at)) }));
  const lines = ticks.map(({ x }) => `M${x} 0V${top + 4}`).join("");
  const apart = xOf(view, view.from + step);
  const labels = ticks.map(({ at, x }) => {
    const text = `${decimals(at, step)} ms`;
    return isCrowded(text, x, apart, view) ? "" : tickLabel(text, x, view, top + 18);
  });
  return `<path class="grid" d="${lines}"/>` +
    `<path class="axis" d="M0 ${top}H${view.width}"/>${labels.join("")}`;
}

/** The next of 1, 2, 5, 10, 20, … (or 0.5, 0.2, …) that is not less than `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The multiples of `step` in a view. */
export function ticksOf({ from, to }: View, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** With as many digits as a step has. */
export function decimals(at: number, step: number): string {
  return at.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

/** Whether a label that was moved to keep within the picture would touch the next one. */
export function isCrowded(text: string, x: number, apart: number, { width }: View): boolean {
  const half = labelHalf(text);
  const middle = Math.max(half, Math.min(width - half, x));
  return apart - Math.abs(middle - x) < 2 * half + 6;
}

/** Half of what a label takes, about, in px. */
export function labelHalf(text: string): number {
  return text.length * 3.5;
}

/** A label keeps within the picture. */
export function tickLabel(text: string, x: number, { width }: View, y: number): string {
  const half = labelHalf(text);
  const [anchor, place] = x < half
    ? ["start", 0]
    : x > width - half
    ? ["end", width]
    : ["middle", x];
  return `<text class="tick" x="${place}" y="${y}" text-anchor="${anchor}">${text}</text>`;
}
