/** The task of an executable that is in a module of its own. */

export function half(n: number): number {
  return n / 2;
}
