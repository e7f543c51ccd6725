/** What Deno lets this process do, and its workers: what this one may do as a whole, or less. */

import { isArray, Object } from "../core/primordials.ts";

/** What workers may do, under Deno's names. */
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
  /** Import modules from other hosts than Deno trusts: all, or these. */
  readonly import?: boolean | readonly string[];
}

/** What workers may do: nothing, what this program may as a whole, or what is listed and no more. */
export type Permissions = "none" | "inherit" | PermissionList;

/** Each right by its name, and what Deno calls the things that it is given for. */
const subjects: Readonly<Record<keyof PermissionList, string>> = {
  read: "path",
  write: "path",
  net: "host",
  env: "variable",
  run: "command",
  sys: "kind",
  ffi: "path",
  import: "host",
};
const names = Object.keys(subjects) as (keyof PermissionList)[];

/** What Deno is asked about. */
type Descriptor = Readonly<Record<string, string>>;

interface DenoPermissions {
  querySync(descriptor: Descriptor): { readonly state: string; readonly partial?: boolean };
}

/** One of the hosts that Deno lets everybody import modules from. */
const trustedHost = "raw.githubusercontent.com:443";

/**
 * The flags for `deno run`. What is inherited and granted in part only is not passed on, because Deno
 * doesn't tell which part; but modules may be imported from where Deno lets them by default, if this
 * program may. What is not given is denied: Deno's `node:child_process` adds `--allow-all` where no
 * flag speaks of a right.
 */
export function permissionFlags(permissions: Permissions = "inherit"): string[] {
  const list = listOf(permissions);
  if (names.every((name) => list[name] === true)) return ["--allow-all"];
  const importsByDefault = permissions === "inherit" &&
    query({ name: "import" }).state === "prompt" &&
    isGranted({ name: "import", host: trustedHost });
  const told = importsByDefault ? names.filter((name) => name !== "import") : names;
  return ["--no-prompt", ...told.map((name) => flagOf(name, list[name]))];
}

function flagOf(name: string, given: boolean | readonly string[] | undefined): string {
  if (given === true) return `--allow-${name}`;
  return given && given.length > 0 ? `--allow-${name}=${given.join(",")}` : `--deny-${name}`;
}

/** Whether this program may do everything. */
export function mayDoAll(): boolean {
  return names.every((name) => isGranted({ name }));
}

/** Whether every file may be read. */
export function mayReadAll(): boolean {
  return isGranted({ name: "read" });
}

/** Whether a command may be run without asking anybody. */
export function mayRun(command: string): boolean {
  return isGranted({ name: "run", command });
}

/** Whether a file may be read without asking anybody. */
export function mayRead(path: string): boolean {
  return isGranted({ name: "read", path });
}

/**
 * Refuses what this program can't give.
 *
 * @throws {TypeError} if it is no permissions at all
 * @throws {RangeError} if a right is not this program's own; the message names its flag
 */
export function assertGrantable(permissions: Permissions): void {
  if (permissions === "none" || permissions === "inherit") return;
  if (typeof permissions !== "object" || permissions === null) {
    throw new TypeError(`permissions must be "none", "inherit" or an object: ${permissions}`);
  }
  for (const [name, given] of Object.entries(permissions)) assertRight(name, given);
}

function assertRight(name: string, given: unknown): void {
  const subject = (subjects as Readonly<Record<string, string>>)[name];
  if (subject === undefined) throw new TypeError(`permissions has no right ${name}`);
  if (typeof given === "boolean" || given === undefined) {
    if (given && !isGranted({ name })) throw tooMuch(`--allow-${name}`);
    return;
  }
  if (!isArray(given) || !given.every((one) => typeof one === "string")) {
    throw new TypeError(`permissions.${name} must be a boolean or an array of strings`);
  }
  for (const one of given) {
    // A comma would make two of one on a command line.
    if (one === "" || one.includes(",")) {
      throw new TypeError(`permissions.${name} can't name ${JSON.stringify(one)}`);
    }
    if (!isGranted({ name, [subject]: one })) throw tooMuch(`--allow-${name}=${one}`);
  }
}

function tooMuch(flag: string): RangeError {
  return new RangeError(`Cannot give workers ${flag}: this program was not given it itself`);
}

function listOf(permissions: Permissions): PermissionList {
  if (permissions === "none") return {};
  if (permissions !== "inherit") return permissions;
  return Object.fromEntries(names.map((name) => [name, isGranted({ name })]));
}

/** Whether it is granted, and no part of it denied. */
function isGranted(descriptor: Descriptor): boolean {
  const { state, partial } = query(descriptor);
  return state === "granted" && !partial;
}

function query(descriptor: Descriptor): ReturnType<DenoPermissions["querySync"]> {
  const { Deno } = globalThis as unknown as { Deno: { permissions: DenoPermissions } };
  return Deno.permissions.querySync(descriptor);
}
