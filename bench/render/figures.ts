/** Numbers as people read them. */

/** Milliseconds with three digits that count. */
export function milliseconds(ms: number): string {
  const digits = ms >= 100 ? 0 : ms >= 10 ? 1 : ms >= 1 ? 2 : 3;
  return `${ms.toFixed(digits)} ms`;
}

/** How many times as fast. */
export function times(factor: number): string {
  return `${factor.toFixed(2)}×`;
}

/** `1 task`, `2 tasks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** An integer with its thousands apart: `40,000`. */
export function integer(value: number): string {
  return value.toLocaleString("en-US");
}

/** How many a second, with three digits that count: `46.1k/s`. */
export function rate(perSecond: number): string {
  return `${compact(perSecond)}/s`;
}

/** Microseconds with three digits that count, at least whole ones. */
export function microseconds(us: number): string {
  return `${us.toFixed(us >= 100 ? 0 : 1)} µs`;
}

/** Bytes with three digits that count: `1.24 kB`. */
export function bytes(count: number): string {
  return count < 1000 ? `${count.toFixed(0)} B` : `${threeDigits(count / 1000)} kB`;
}

function compact(value: number): string {
  if (value >= 1_000_000) return `${threeDigits(value / 1_000_000)}M`;
  return value >= 1_000 ? `${threeDigits(value / 1_000)}k` : value.toFixed(0);
}

function threeDigits(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** A time of any length with three digits that count, in ns, µs or ms. */
export function duration(ms: number): string {
  if (ms >= 1) return milliseconds(ms);
  return ms >= 0.001 ? `${threeDigits(ms * 1000)} µs` : `${threeDigits(ms * 1_000_000)} ns`;
}
