/**
 * The flags that tell a subprocess of Deno what it may do.
 *
 * A thread inherits what its program is denied; a process starts with its flags and nothing else.
 * Deno tells a program its rights, but not all that is denied of them.
 */

import { isArray } from "../core/primordials.ts";
import {
  assertGrantable,
  importsInPart,
  mayAll,
  mayImportFrom,
  mayReadVariable,
  unknownDenial,
} from "./deno_permissions.ts";
import { type Grants, type Right, rights, subjects } from "./permission_list.ts";

interface ProcessLike {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The hosts that Deno lets everybody import modules from. */
const trustedHosts: readonly string[] = [
  "jsr.io:443",
  "deno.land:443",
  "esm.sh:443",
  "raw.esm.sh:443",
  "cdn.jsdelivr.net:443",
  "raw.githubusercontent.com:443",
  "gist.githubusercontent.com:443",
];

/** Where no module is: those hosts are trusted, `--deny-import` or not, unless others are named. */
const noHost = "none.invalid:0";

/**
 * The flags for `deno run`. What this program has in part is not inherited, but modules may be
 * imported from where Deno lets them by default, if this program may. What is not given is denied:
 * Deno's `node:child_process` adds `--allow-all` where no flag speaks of a right.
 *
 * @throws {RangeError} if a right is not this program's own, or may not be; the message names its flag
 */
export function permissionFlags(permissions: "inherit" | Grants = "inherit"): string[] {
  const grants = permissions === "inherit" ? wholeRights() : permissions;
  if (permissions !== "inherit") assertPassable(permissions);
  if (rights.every((right) => grants[right] === true)) return ["--allow-all"];
  return ["--no-prompt", ...rights.flatMap((right) => flagsOf(right, grants[right]))];
}

function flagsOf(right: Right, grant: boolean | readonly string[]): readonly string[] {
  if (grant === true) return [`--allow-${right}`];
  if (grant && grant.length > 0) return [`--allow-${right}=${grant.join(",")}`];
  const denied = `--deny-${right}`;
  return right === "import" ? [`--allow-import=${noHost}`, denied] : [denied];
}

/** What this program has as a whole, and what it has of the default for imports. */
function wholeRights(): Grants {
  const grants = { __proto__: null } as unknown as Record<Right, boolean | readonly string[]>;
  for (const right of rights) grants[right] = mayAll(right);
  if (importsInPart()) grants.import = defaultHosts().filter(mayImportFrom);
  return grants;
}

/** The trusted hosts, and JSR's where it is another one. */
function defaultHosts(): readonly string[] {
  const { process } = globalThis as unknown as { process: ProcessLike };
  const registry = mayReadVariable("JSR_URL") ? process.env.JSR_URL : undefined;
  if (registry === undefined || !URL.canParse(registry)) return trustedHosts;
  const { hostname, port, protocol } = new URL(registry);
  return [...trustedHosts, `${hostname}:${port || (protocol === "http:" ? 80 : 443)}`];
}

function assertPassable(grants: Grants): void {
  assertGrantable(grants);
  for (const right of rights) {
    const grant = grants[right];
    if (!isArray(grant) || mayAll(right)) continue;
    const hidden = grant.find((thing) => !isTold(right, thing));
    if (hidden === undefined) continue;
    const fix = right === "env" ? "name each variable" : "name an address and a port";
    throw unknownDenial("processes", `--allow-${right}=${hidden}`, `${fix}, or use threads`);
  }
}

/**
 * Whether Deno tells if a part of it is denied. It tells what is denied in a folder, but not which
 * ports of a host, which addresses that a name has, or what a pattern matches.
 */
function isTold(right: Right, thing: string): boolean {
  switch (subjects[right]) {
    case "host":
      return isAddress(thing) || (right === "import" && trustedHosts.includes(thing));
    case "variable":
      return !thing.endsWith("*");
    default:
      return true;
  }
}

/** Whether it is an IP address with its port: Deno takes `010.0.0.1` for a name, as systems do not. */
function isAddress(host: string): boolean {
  const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  // What has brackets is an IPv6 address to Deno, or refused.
  return new RegExp(`^(?:\\[.+\\]|${octet}(?:\\.${octet}){3}):\\d+$`).test(host);
}
