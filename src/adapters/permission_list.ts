/**
 * What an executor's `permissions` say: read once, checked and copied, so that nothing changes them
 * afterwards. Must not know what this program may do.
 */

import { isArray, Object } from "../core/primordials.ts";
import { builtin } from "./builtin.ts";

/** What workers may do, under Deno's names: what is the object's own when the executor is made. */
export interface PermissionList {
  /** Read files: all, or those in these folders. */
  readonly read?: boolean | readonly string[];
  /** Write files: all, or those in these folders. */
  readonly write?: boolean | readonly string[];
  /** Use the network: all of it, or these hosts. */
  readonly net?: boolean | readonly string[];
  /** Read and write environment variables: all, or these. */
  readonly env?: boolean | readonly string[];
  /** Start programs: all, or these. */
  readonly run?: boolean | readonly string[];
  /** Learn about the system: all, or of these kinds. */
  readonly sys?: boolean | readonly string[];
  /** Load native libraries: all, or these. */
  readonly ffi?: boolean | readonly string[];
  /** Import modules from hosts, those that Deno trusts among them (`jsr.io:443`): all, or these. */
  readonly import?: boolean | readonly string[];
}

/** What workers may do: nothing, what this program may as a whole, or what is listed and no more. */
export type Permissions = "none" | "inherit" | PermissionList;

/** A right's name. */
export type Right = keyof PermissionList;

/** What each right is given for: everything, nothing, or these things. An empty list is nothing. */
export type Grants = Readonly<Record<Right, boolean | readonly string[]>>;

/** Each right by its name, and what Deno calls the things that it is given for. */
export const subjects: Readonly<Record<Right, string>> = {
  read: "path",
  write: "path",
  net: "host",
  env: "variable",
  run: "command",
  sys: "kind",
  ffi: "path",
  import: "host",
};

/** The names of all rights. */
export const rights: readonly Right[] = Object.keys(subjects) as Right[];

interface Paths {
  resolve(path: string): string;
}

/**
 * A copy of permissions that nobody can change. It has what is the list's own, not what that
 * inherits; each property and each element is read once.
 *
 * @throws {TypeError} if they are no permissions at all
 */
export function grantsOf(permissions: Permissions): "inherit" | Grants {
  if (permissions === "inherit") return permissions;
  const list = permissions === "none" ? {} : permissions;
  if (typeof list !== "object" || list === null) {
    throw new TypeError(`permissions must be "none", "inherit" or an object: ${list}`);
  }
  for (const name of Object.keys(list)) {
    if (!Object.hasOwn(subjects, name)) throw new TypeError(`permissions has no right ${name}`);
  }
  const grants = { __proto__: null } as unknown as Record<Right, boolean | readonly string[]>;
  for (const right of rights) {
    grants[right] = Object.hasOwn(list, right) ? grantOf(right, list[right]) : false;
  }
  return Object.freeze(grants);
}

function grantOf(right: Right, given: unknown): boolean | readonly string[] {
  if (given === undefined || typeof given === "boolean") return given ?? false;
  if (!isArray(given)) throw noGrant(right);
  const { length } = given;
  const things: string[] = [];
  for (let index = 0; index < length; index++) things[index] = thingOf(right, given[index]);
  return length > 0 && Object.freeze(things);
}

function thingOf(right: Right, given: unknown): string {
  if (typeof given !== "string") throw noGrant(right);
  const isFile = isPath(right, given);
  // A comma would make two of one on a command line; Deno takes a URL for a relative path.
  const isWrong = given === "" || given.includes(",") || (isFile && /^file:/i.test(given));
  if (isWrong) throw unnameable(right, given);
  const thing = isFile ? absolute(given) : given;
  if (thing.includes(",")) throw unnameable(right, thing);
  return thing;
}

/** Programs have a path, or a name to be looked for. */
function isPath(right: Right, thing: string): boolean {
  return subjects[right] === "path" || (right === "run" && /[/\\]/.test(thing));
}

/** What it means now: the program may be in another folder when a worker starts. */
function absolute(path: string): string {
  return builtin<Paths>("node:path")!.resolve(path);
}

function noGrant(right: Right): TypeError {
  return new TypeError(`permissions.${right} must be a boolean or an array of strings`);
}

function unnameable(right: Right, thing: string): TypeError {
  return new TypeError(`permissions.${right} can't name ${JSON.stringify(thing)}`);
}
