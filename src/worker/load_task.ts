/** From a reference to a function that can be called, on the worker's side. */

import { Object, Reflect, textOfFunction } from "../core/primordials.ts";
import { type Instrument, realm } from "../core/realm.ts";
import { sleep } from "../gil/scope.ts";
import type { TaskReference } from "../wire/task_ref.ts";
import type { Guard } from "./guard.ts";
import { evaluate } from "./source_function.ts";

type SourceReference = TaskReference & { readonly kind: "source" };

/** A function that was loaded. */
export interface Task {
  call(...args: readonly unknown[]): unknown;
  /**
   * Whether its code takes the lock by itself when it goes on behind an `await`, or has none that
   * could run without it.
   */
  readonly obeys: boolean;
}

/** What runs. */
type Call = Task["call"];

/** What every worker has of this package. */
const own: Readonly<Record<string, (...args: never[]) => unknown>> = { sleep };

/**
 * Loads a task; a module's takes a promise, and so does all that is guarded.
 *
 * @param guard what makes it obey the lock
 * @throws (or rejects) with the import's or the parser's own error
 */
export function loadTask(
  reference: TaskReference,
  guard: Guard | undefined,
): Task | Promise<Task> {
  switch (reference.kind) {
    case "export":
      return importTask(reference.module, reference.name, guard);
    case "global":
      return { call: findGlobal(reference.path), obeys: true };
    case "kernel":
      return { call: realm.kernelTasks!.byName[reference.name] as Call, obeys: true };
    case "own":
      return { call: own[reference.name] as Call, obeys: true };
    case "source":
      return sourceTask(reference, guard);
    default:
      return reference satisfies never;
  }
}

async function importTask(module: string, name: string, guard: Guard | undefined): Promise<Task> {
  await guard?.instrument;
  const call = await importExport(module, name);
  return { call, obeys: guard?.rewrites(module) ?? false };
}

function sourceTask(reference: SourceReference, guard: Guard | undefined): Task | Promise<Task> {
  const own = ownVersion(reference);
  if (own) return { call: own, obeys: true };
  const { name, text } = reference;
  if (guard === undefined) return { call: evaluate(name, text), obeys: false };
  return instrumentedOnceLoaded(name, text, guard);
}

async function instrumentedOnceLoaded(name: string, text: string, guard: Guard): Promise<Task> {
  return instrumented(name, text, await guard.instrument);
}

/** A text that does not compile with its checks goes without: better than not at all. */
function instrumented(name: string, text: string, instrument: Instrument): Task {
  const checked = instrument(text, "function");
  try {
    return { call: evaluate(name, checked), obeys: checked !== text };
  } catch {
    return { call: evaluate(name, text), obeys: false };
  }
}

async function importExport(module: string, name: string): Promise<Call> {
  const exports = await import(module);
  // A CommonJS module may keep its functions on the default export only.
  const found = ownMember(exports, name) ?? ownMember(exports.default, name);
  if (typeof found === "function") return found as Call;
  const isThere = Object.hasOwn(exports, name);
  const state = isThere ? `it is ${typeof exports[name]}` : "there is no such export";
  throw new TypeError(`Cannot use ${name} of ${module} as a task: ${state}`);
}

/** What an object inherits, such as `toString()`, nobody has exported. */
function ownMember(owner: Readonly<Record<string, unknown>> | null | undefined, name: string) {
  const isOwn = owner !== undefined && owner !== null && Object.hasOwn(owner, name);
  return isOwn ? owner[name] : undefined;
}

function findGlobal(path: readonly string[]): Call {
  const { owner, found } = walk(path);
  if (typeof found !== "function") {
    throw new TypeError(
      `Cannot call ${path.join(".")}: this worker's globalThis has no such function`,
    );
  }
  return (...args) => Reflect.apply(found, owner, args);
}

function walk(path: readonly string[]): { owner: unknown; found: unknown } {
  let owner: unknown;
  let found: unknown = globalThis;
  for (const name of path) {
    owner = found;
    found = (owner as Record<string, unknown> | undefined)?.[name];
  }
  return { owner, found };
}

/** A runtime's function that is written in JavaScript: this worker's own, if it is the same. */
function ownVersion({ path, text }: SourceReference): Call | undefined {
  if (path === undefined) return undefined;
  try {
    const { owner, found } = walk(path);
    if (textOfFunction(found) !== text) return undefined;
    return (...args) => Reflect.apply(found as Call, owner, args);
  } catch {
    return undefined;
  }
}
