/**
 * What names a task across a border: a module's export, a built-in, a function of this package or
 * source text.
 *
 * A function becomes a reference once, at `submit()`, where the caller can still be told that it
 * can't be sent; workers get each reference once and then only its number.
 */

import { outside } from "../core/async_context.ts";
import { SafeWeakMap, textOfFunction } from "../core/primordials.ts";
import { inLine, textOf } from "../core/text.ts";
import { taskReference } from "../core/realm.ts";
import { globalPathOf } from "./global_path.ts";
import { Latest } from "./latest.ts";
import { isNative, isSelfContained } from "./source_text.ts";

/** How a worker finds a function. */
export type TaskReference =
  | { readonly kind: "export"; readonly module: string; readonly name: string }
  | { readonly kind: "global"; readonly path: readonly string[] }
  | { readonly kind: "kernel"; readonly name: string }
  /** A function that the worker's program has anyway. */
  | { readonly kind: "own"; readonly name: string }
  | {
    readonly kind: "source";
    readonly name: string;
    readonly text: string;
    /** Where globalThis has it: a runtime's function that is written in JavaScript, perhaps. */
    readonly path?: readonly string[];
  };

/** What a kernel needs in a worker. */
export interface KernelAssets {
  /** The text of `kernels/program.gen.ts`. */
  readonly program: string;
  /** The compiled WASM core (a `WebAssembly.Module`), or its bytes where that can't be sent. */
  readonly core: object;
}

/** A reference with its number, and what has to travel with it. */
export interface TaskRef {
  readonly id: number;
  readonly reference: TaskReference;
  /** What the function needs besides its reference, for a worker that shares memory or doesn't. */
  assets?(shared: boolean): KernelAssets;
}

type AnyFunction = (...args: never[]) => unknown;
type Tag = TaskReference & Pick<TaskRef, "assets">;

let latestId = 0;
const refs = new SafeWeakMap<AnyFunction, TaskRef>();
/** By text: a function made anew in each turn of a loop is still one to the workers. */
const sources = new Latest<string, TaskRef>();

/**
 * The reference of a function.
 *
 * @throws {TypeError} for what can't be sent, with the fix
 */
export function taskRefOf(fn: AnyFunction): TaskRef {
  const known = refs.get(fn);
  if (known) return known;
  if (typeof fn !== "function") throw new TypeError(`Cannot submit: not a function: ${textOf(fn)}`);
  const ref = tagged(fn) ?? byText(fn);
  refs.set(fn, ref);
  return ref;
}

/** How much text a reference is. */
export function lengthOf(reference: TaskReference): number {
  return reference.kind === "source" ? reference.text.length : 0;
}

/** What messages call the task. */
export function describeTask({ reference }: TaskRef): string {
  switch (reference.kind) {
    case "global":
      return inLine(reference.path.join("."));
    case "export":
    case "kernel":
    case "own":
    case "source":
      return inLine(reference.name) || "an anonymous function";
    default:
      return reference satisfies never;
  }
}

function tagged(fn: AnyFunction): TaskRef | undefined {
  const tag = (fn as { [taskReference]?: Tag })[taskReference];
  if (tag === undefined) return undefined;
  const { assets, ...reference } = tag;
  return { id: ++latestId, reference, ...(assets && { assets }) };
}

/** A function by its text: a built-in has none, for any other one look-up precedes all checks. */
function byText(fn: AnyFunction): TaskRef {
  const text = textOfFunction(fn);
  const name = typeof fn.name === "string" ? fn.name : "";
  if (isNative(text)) return builtin(fn, name);
  const key = `${name.length} ${name}${text}`;
  let ref = sources.get(key);
  if (!ref) {
    ref = source(fn, name, text);
    sources.add(key, ref, text.length);
  }
  return ref;
}

function builtin(fn: AnyFunction, name: string): TaskRef {
  const path = outside(() => globalPathOf(fn, true));
  if (path) return { id: ++latestId, reference: { kind: "global", path } };
  throw refusal(
    name,
    "it is native or bound and not reachable from globalThis; submit a function that calls it, or",
  );
}

function source(fn: AnyFunction, name: string, text: string): TaskRef {
  if (!isSelfContained(text)) {
    throw refusal(
      name,
      "it is a method or a class, or uses import.meta, super or a private name; submit a function, or",
    );
  }
  const path = outside(() => globalPathOf(fn, false));
  const reference = { kind: "source", name, text, ...(path && { path }) } as const;
  return { id: ++latestId, reference };
}

function refusal(name: string, reason: string): TypeError {
  const what = inLine(name.trim()) || "an anonymous function";
  return new TypeError(
    `Cannot submit ${what}: ${reason} one of a module through importTasks()`,
  );
}
