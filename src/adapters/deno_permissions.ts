/** What Deno lets this program do, of which workers get no more. */

import { isArray } from "../core/primordials.ts";
import { type Grants, type Right, rights, subjects } from "./permission_list.ts";

/** What Deno is asked about. */
type Descriptor = Readonly<Record<string, string>>;

interface DenoPermissions {
  querySync(descriptor: Descriptor): { readonly state: string; readonly partial?: boolean };
}

/**
 * Refuses what this program can't give. A thread inherits what its program is denied; but where a
 * pattern of hosts is granted that overlaps one that is denied, Deno may look at the grant first.
 *
 * @throws {RangeError} if a right is not this program's own, or may not be; the message names its flag
 */
export function assertGrantable(grants: Grants): void {
  for (const right of rights) {
    const grant = grants[right];
    const isWhole = mayAll(right);
    if (grant === true && !isWhole) throw tooMuch(`--allow-${right}`);
    if (!isArray(grant)) continue;
    const pattern = grant.find((thing) => isHostPattern(right, thing));
    if (pattern !== undefined && !isWhole) {
      throw unknownDenial("workers", `--allow-${right}=${pattern}`, "name each host");
    }
    // Deno is asked about each: it says what is no host and no kind.
    const lacking = grant.filter((thing) => !isGranted(descriptorOf(right, thing)));
    if (lacking.length > 0 && !isWhole) throw tooMuch(`--allow-${right}=${lacking[0]}`);
  }
}

function tooMuch(flag: string): RangeError {
  return new RangeError(`Cannot give workers ${flag}: this program was not given it itself`);
}

/** The error for what this program may have in part only. */
export function unknownDenial(whom: string, flag: string, fix: string): RangeError {
  return new RangeError(
    `Cannot give ${whom} ${flag}: this program may be denied a part of that, and Deno does not ` +
      `tell; ${fix}`,
  );
}

/** `*.example.com` or `10.0.0.0/8`. */
function isHostPattern(right: Right, thing: string): boolean {
  return subjects[right] === "host" && /^(\*\.|[\d.]+\/)/.test(thing);
}

/** Deno takes `*.example.com` in a flag, but doesn't answer to it. */
function descriptorOf(right: Right, thing: string): Descriptor {
  const isPattern = isHostPattern(right, thing);
  return { name: right, [subjects[right]]: isPattern ? thing.replace(/^\*\./, "") : thing };
}

/** Whether this program may do everything. */
export function mayDoAll(): boolean {
  return rights.every(mayAll);
}

/** Whether this program has a right as a whole: nothing of it is denied. */
export function mayAll(right: Right): boolean {
  return isGranted({ name: right });
}

/** Whether a command may be run without asking anybody. */
export function mayRun(command: string): boolean {
  return isGranted({ name: "run", command });
}

/** Whether a file may be read without asking anybody. */
export function mayRead(path: string): boolean {
  return isGranted({ name: "read", path });
}

/** Whether an environment variable may be read without asking anybody. */
export function mayReadVariable(variable: string): boolean {
  return isGranted({ name: "env", variable });
}

/** Whether modules may be imported from a host without asking anybody. */
export function mayImportFrom(host: string): boolean {
  return isGranted({ name: "import", host });
}

/** Whether no flag denies or grants all imports. */
export function importsInPart(): boolean {
  return query({ name: "import" }).state === "prompt";
}

/** Whether it is granted, and no part of it denied, as far as Deno tells. */
function isGranted(descriptor: Descriptor): boolean {
  const { state, partial } = query(descriptor);
  return state === "granted" && !partial;
}

function query(descriptor: Descriptor): ReturnType<DenoPermissions["querySync"]> {
  const { Deno } = globalThis as unknown as { Deno: { permissions: DenoPermissions } };
  // Without what `Object.prototype` may have: a right as a whole has no subject.
  return Deno.permissions.querySync({ __proto__: null, ...descriptor } as unknown as Descriptor);
}
