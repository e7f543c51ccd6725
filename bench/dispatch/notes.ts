/** What is to be said about the dispatch bench's results. */

import { runtimeInfo } from "../machine.ts";
import { type DispatchResult, isMeasured, type Missing } from "./result.ts";
import { roster } from "./roster.ts";

const runtime = runtimeInfo().name;

/** The notes: what is missing and why, how peers are set up, how to read what is there. */
export function notesOf(results: readonly DispatchResult[]): string[] {
  const has = (measurement: string): boolean =>
    results.some((one) => one.measurement === measurement && isMeasured(one));
  return [
    ...new Set(missing(results).map(reasonOf)),
    ...remarks(results),
    ...(has("map") ? ["Where a pool has no map, and for raw, chunks are made by hand."] : []),
    ...(has("idle") ? ["The idle cpu time is the program's, without its child processes."] : []),
  ];
}

/** Why the run is a failure, though all is shown: a pool of this package has failed. */
export function failureOf(results: readonly DispatchResult[]): string | undefined {
  const ours = missing(results).find(({ role }) => role === "ours");
  return ours && `Cannot measure all: ${reasonOf(ours)}`;
}

/** Of those that were measured. */
function remarks(results: readonly DispatchResult[]): string[] {
  const present = new Set(results.filter(isMeasured).map(({ contestant }) => contestant));
  return roster.flatMap(({ name, remark }) =>
    remark !== undefined && present.has(name) ? [`${name} on ${runtime} is ${remark}.`] : []
  );
}

function missing(results: readonly DispatchResult[]): Missing[] {
  return results.filter((one): one is Missing => !isMeasured(one));
}

function reasonOf({ contestant, measurement, missing }: Missing): string {
  return `– ${contestant}, ${measurement}: ${missing}`;
}
