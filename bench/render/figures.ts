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
