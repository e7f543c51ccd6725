/**
 * Whether all runtimes ran the same tests.
 *
 * A runner that loses tests without a word shows only beside the others: Deno, say, passes a file
 * that throws halfway through declaring its tests.
 */

import { check, type Verdict } from "./verdict.ts";

/** Compares the names of the tests that each runtime ran or skipped. */
export function sameTests(namesOn: ReadonlyMap<string, readonly string[]>): Verdict {
  const all = new Set([...namesOn.values()].flat());
  const odd = [...all].filter((name) =>
    new Set(timesOn(name, namesOn).map(([, times]) => times)).size > 1
  );
  return check(odd.length === 0, odd.map((name) => describe(name, namesOn)).join("\n"));
}

function timesOn(
  name: string,
  namesOn: ReadonlyMap<string, readonly string[]>,
): [string, number][] {
  return [...namesOn].map(([runtime, names]) => [runtime, count(names, name)]);
}

function describe(name: string, namesOn: ReadonlyMap<string, readonly string[]>): string {
  const times = timesOn(name, namesOn).map(([runtime, count]) => `${runtime} ${count}×`);
  return `${name}: ${times.join(", ")}`;
}

function count(names: readonly string[], name: string): number {
  return names.filter((other) => other === name).length;
}
