/** A module that a worker must be allowed to read. */

export function readIt(): string {
  return "imported";
}
