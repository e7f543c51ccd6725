/** Options that nobody knows: mistyped, they would be ignored in silence. */

import { Array, Math, Object } from "./primordials.ts";
import { textOf } from "./text.ts";

/**
 * Refuses an option that is none, unless it is undefined, and what is given in the place of options,
 * as Python takes `wait(futures, 5)`.
 *
 * @param owner whose options they are, for the message
 * @param known all there are, by name
 * @throws {TypeError} naming the option, and the known one that is most like it; for what is no object
 */
export function assertOptions<O extends object>(
  owner: string,
  options: O,
  known: Readonly<Record<keyof O, true>>,
): void {
  if (typeof options !== "object" || options === null) {
    const names = Object.keys(known).join(", ");
    throw new TypeError(`${owner} takes its options as an object of ${names}: ${textOf(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name) || options[name as keyof O] === undefined) continue;
    const nearest = nearestTo(name, Object.keys(known));
    throw new TypeError(`${owner} has no option "${name}"; did you mean "${nearest}"?`);
  }
}

function nearestTo(name: string, known: readonly string[]): string {
  const distances = known.map((one) => distance(name.toLowerCase(), one.toLowerCase()));
  return known[distances.indexOf(Math.min(...distances))]!;
}

/** Levenshtein's distance, as a share of the longer word. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const letter of one) {
    const above = row;
    row = [above[0]! + 1];
    for (let at = 0; at < other.length; at++) {
      const changed = above[at]! + (letter === other[at] ? 0 : 1);
      row.push(Math.min(changed, above[at + 1]! + 1, row[at]! + 1));
    }
  }
  return row.at(-1)! / Math.max(one.length, other.length);
}
