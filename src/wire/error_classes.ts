/**
 * The classes of errors that both sides of a border know, and those a user has made known here.
 *
 * Must not know records: `remote_error.ts` asks what an error is, and to make one.
 */

import * as ours from "../core/errors.ts";
import {
  brandOf,
  Error as NativeError,
  Object,
  Reflect,
  SafeMap,
  textOfFunction,
  WebAssembly,
} from "../core/primordials.ts";
import { packageError } from "../core/realm.ts";
import { isNative } from "./source_text.ts";

/** A class of errors, as `registerError()` takes it. */
export type ErrorClass = abstract new (...args: never[]) => Error;

type Constructor = new (...args: unknown[]) => Error;

/** What an error is: a class that both sides know, and the user's classes below that. */
export interface ErrorType {
  readonly type: string;
  /** The names of the user's classes, the error's own first. */
  readonly subclasses: readonly string[];
}

/** These are not everywhere: no type of the library's knows the one here, some realms lack the other. */
const { SuppressedError, DOMException } = globalThis as Readonly<Record<string, unknown>>;

const known: ReadonlyMap<string, Constructor> = new SafeMap(
  Object.entries({
    Error: NativeError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
    AggregateError,
    ...(DOMException ? { DOMException } : {}),
    ...(SuppressedError ? { SuppressedError } : {}),
    CompileError: WebAssembly.CompileError,
    LinkError: WebAssembly.LinkError,
    RuntimeError: WebAssembly.RuntimeError,
    ...ours,
  }) as [string, Constructor][],
);

/** A class of the user's, as it was when it was registered: it is not asked for anything later. */
interface Registered {
  readonly errorClass: ErrorClass;
  /** The known class that it extends. */
  readonly type: string;
  /** In its place where errors are made. */
  readonly target: Constructor;
}

/** The user's classes live in a space of their own: a name of theirs may be one of ours. */
const registered = new SafeMap<string, Registered>();

/**
 * Makes a class of errors known, so that tasks' errors of that class arrive as instances of it.
 *
 * Without it they arrive as the nearest class of the language's or this package's, with the same
 * name and properties. The class is told by its name, so register it once, where its errors arrive.
 * Its constructor is not called: an error gets the class's prototype, the message, stack and cause,
 * and the own enumerable properties that the task's error had. Private fields it has none.
 *
 * @param errorClass a class that extends `Error`
 * @throws {TypeError} for anything else, for a class without a name, and if another class was
 *   registered by the same name
 * @example
 * ```ts
 * import { registerError, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * class QuotaError extends Error {
 *   declare readonly limit: number;
 * }
 * registerError(QuotaError);
 *
 * await using executor = new ThreadPoolExecutor(1);
 * const error = await executor.submit(() => {
 *   class QuotaError extends Error {}
 *   throw Object.assign(new QuotaError("too much"), { limit: 5 });
 * }).exception();
 * assert.ok(error instanceof QuotaError);
 * assert.equal(error.limit, 5);
 * ```
 */
export function registerError(errorClass: ErrorClass): void {
  const prototype: unknown = typeof errorClass === "function" ? errorClass.prototype : undefined;
  const type = knownBelow(prototype);
  if (type === undefined) {
    throw new TypeError(`Cannot register an error class: it doesn't extend Error: ${errorClass}`);
  }
  const { name } = errorClass;
  if (!name) throw new TypeError("Cannot register an error class: it has no name");
  const same = registered.get(name);
  if (same && same.errorClass !== errorClass) {
    throw new TypeError(`Cannot register ${name}: another class was registered by that name`);
  }
  registered.set(name, { errorClass, type, target: targetWith(prototype) });
}

/** What may be constructed as if it were the class, and has no code. */
function targetWith(prototype: unknown): Constructor {
  const target = function () {};
  target.prototype = prototype;
  return target as unknown as Constructor;
}

/** What an error is; one of this package's may come from another copy of it. */
export function typeOf(error: Error): ErrorType {
  const subclasses: string[] = [];
  for (let proto = parentOf(error); proto !== null; proto = parentOf(proto)) {
    const name = nameOf(proto);
    if (isKnown(proto, name)) return { type: name, subclasses };
    if (name) subclasses[subclasses.length] = name;
  }
  return { type: "Error", subclasses };
}

/** Whether a prototype is that of a class both sides know: of this realm, of another, or another copy's. */
function isKnown(proto: object, name: string): boolean {
  const found = known.get(name);
  return found !== undefined &&
    (found.prototype === proto || packageError in proto || isOfAnotherRealm(proto, name));
}

function isOfAnotherRealm(proto: object, name: string): boolean {
  if (name === "DOMException") return brandOf(proto) === "[object DOMException]";
  return isNative(textOfFunction(proto.constructor));
}

/** The nearest class that both sides know, from a prototype on. */
function knownBelow(proto: unknown): string | undefined {
  for (let parent: unknown = proto; parent; parent = Object.getPrototypeOf(parent)) {
    const name = nameOf(parent as object);
    if (isKnown(parent as object, name)) return name;
  }
  return undefined;
}

/**
 * A new error of the class, of the user's own if that is registered. No code of theirs runs: no
 * constructor, and no accessor that it has from their prototype.
 */
export function createError({ type, subclasses }: ErrorType, name: string, message: string): Error {
  const own = registered.get(subclasses.find((subclass) => registered.has(subclass)) ?? "");
  const baseType = own?.type ?? (known.has(type) ? type : "Error");
  const base = known.get(baseType)!;
  const error = Reflect.construct(base, argumentsOf(baseType, name, message), own?.target ?? base);
  // A `DOMException` has the name that it was made with, all else that of its class.
  const hasName = !own && (baseType === "DOMException" || baseType === name);
  if (!hasName) {
    const property = { __proto__: null, value: name, configurable: true, writable: true };
    Object.defineProperty(error, "name", property as PropertyDescriptor);
  }
  return error as Error;
}

function argumentsOf(type: string, name: string, message: string): unknown[] {
  switch (type) {
    case "AggregateError":
      return [[], message];
    case "SuppressedError":
      return [undefined, undefined, message];
    case "DOMException":
      return [message, name];
    default:
      return [message];
  }
}

function parentOf(value: object): object | null {
  return Object.getPrototypeOf(value);
}

/**
 * The name of the class whose prototype this is; a getter may throw. This package's classes have
 * theirs on the prototype: a minifier cuts the other short.
 */
function nameOf(proto: object): string {
  try {
    const isOurs = packageError in proto && Object.hasOwn(proto, "name");
    if (isOurs) return String((proto as { name?: unknown }).name);
    const { constructor } = proto;
    return Object.hasOwn(proto, "constructor") ? String(constructor.name) : "";
  } catch {
    return "";
  }
}
