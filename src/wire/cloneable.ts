/**
 * Finds what a structured clone would silently make something else of, before it is made.
 *
 * Some runtimes clone objects of the platform as if they were a user's: a `URL` becomes `{}`. What
 * each class of them becomes is tried once, with the first object of it, so nothing here knows what
 * a runtime or a kind of worker can clone.
 */

import { isPoolSlice } from "../codec/views.ts";
import { brandOf, Function, isArray, isView, Object, SafeSet, Set } from "../core/primordials.ts";
import { dataCloneError } from "./clone_error.ts";

/** The language's own classes whose objects structured clone takes everywhere. */
const taken = new SafeSet([
  ...["Object", "Array", "Boolean", "Number", "String", "BigInt", "Date", "RegExp", "Map", "Set"],
  ...["ArrayBuffer", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError"],
  ...["TypeError", "URIError", "AggregateError", "SuppressedError"],
]);

/** By these a runtime's classes say that they clone their objects themselves. */
const ownCloning = new SafeSet(["messaging_clone_symbol", "Deno.core.hostObject"]);

/** Beyond so many elements an array is looked at by its keys: it may be nothing but holes. */
const longArray = 2 ** 26;

/** Makes a clone of one object, as it would arrive. */
export type Clone = (object: object) => unknown;

/** What was found in a value that can be cloned. */
export interface Findings {
  /** Whether a view shows a part of memory that its runtime uses for others too. */
  readonly hasPoolSlices: boolean;
  /** Through how many others, one in another, the deepest object is reached. */
  readonly depth: number;
}

/** Looks at values that are to cross one kind of border. */
export class CloneCheck {
  readonly #clone: Clone;
  /** The prototypes of what is no platform's, or can be cloned. */
  readonly #taken = new WeakSet<object>();

  constructor(clone: Clone) {
    this.#clone = clone;
  }

  /**
   * Looks at a value and all that is in it. No getter is run: what it gives is not looked at.
   *
   * @param moved what changes its owner and is not cloned
   * @throws {DOMException} named `DataCloneError` if something in it can't be cloned
   */
  look(value: unknown, moved: readonly unknown[] = []): Findings {
    const objects = new SafeSet<object>();
    let hasPoolSlices = false;
    let depth = 0;
    let left = 1;
    add(objects, value);
    let seen = 0;
    // Those that are added meanwhile are visited too, level by level.
    for (const object of objects) {
      if (seen++ === left) {
        left = objects.size;
        depth++;
      }
      if (isView(object)) {
        if (isPoolSlice(object)) hasPoolSlices = true;
        else objects.add(object.buffer);
      } else if (isArray(object)) addElements(objects, object);
      else this.#visit(objects, object, moved);
    }
    return { hasPoolSlices, depth };
  }

  #visit(objects: Set<object>, object: object, moved: readonly unknown[]): void {
    const proto: object | null = Object.getPrototypeOf(object);
    if (proto === null || proto === Object.prototype) return addProperties(objects, object);
    const refused = this.#refusedName(object, proto, moved);
    if (refused !== undefined) {
      throw dataCloneError(`an object of class ${refused} can't be cloned`);
    }
    addContents(objects, object);
  }

  /** The name of the object's class if that can't be cloned. */
  #refusedName(object: object, proto: object, moved: readonly unknown[]): string | undefined {
    if (this.#taken.has(proto) || moved.includes(object)) return undefined;
    const name = this.#tryOut(object, proto);
    if (name === undefined) this.#taken.add(proto);
    return name;
  }

  #tryOut(object: object, proto: object): string | undefined {
    const classes = platformClasses(proto);
    if (classes.length === 0) return undefined;
    try {
      const clone = this.#clone(object);
      if (classes.some(({ proto }) => isPrototypeOf.call(proto, clone as object))) return undefined;
    } catch {
      // It says so itself.
    }
    return classes[0]!.name;
  }
}

const { isPrototypeOf } = Object.prototype;

interface PlatformClass {
  readonly name: string;
  readonly proto: object;
}

/** The classes of a chain of prototypes that are not a user's, and not taken in any case. */
function platformClasses(proto: object): PlatformClass[] {
  const found: PlatformClass[] = [];
  for (let at: object | null = proto; at !== null; at = Object.getPrototypeOf(at)) {
    const { value } = Object.getOwnPropertyDescriptor(at, "constructor") ?? {};
    if (typeof value !== "function") continue;
    const { name } = value as { readonly name: string };
    if (!taken.has(name) && isPlatformClass(value, at)) found.push({ name, proto: at });
  }
  return found;
}

function isPlatformClass(constructor: object & { readonly name: string }, proto: object): boolean {
  const symbols = Object.getOwnPropertySymbols(proto);
  return symbols.some(({ description = "" }) => ownCloning.has(description)) ||
    isBuiltinGlobal(constructor) || isNative(constructor, symbols);
}

/** A user's class may look native, if it is behind a proxy; but it has no tag of its own then. */
function isNative(constructor: object, symbols: readonly symbol[]): boolean {
  return symbols.includes(Symbol.toStringTag) &&
    /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(constructor));
}

/** A class that a program puts on `globalThis` can be listed; the runtime's can't. */
function isBuiltinGlobal(constructor: object & { readonly name: string }): boolean {
  const global = Object.getOwnPropertyDescriptor(globalThis, constructor.name);
  if (global === undefined || global.enumerable) return false;
  return (global.value ?? global.get?.call(globalThis)) === constructor;
}

function add(objects: Set<object>, value: unknown): void {
  if (typeof value === "object" && value !== null) objects.add(value);
}

function addElements(objects: Set<object>, array: readonly unknown[]): void {
  if (array.length > longArray) return addProperties(objects, array);
  for (let index = 0; index < array.length; index++) add(objects, array[index]);
}

function addProperties(objects: Set<object>, object: object): void {
  for (const key of Object.keys(object)) addProperty(objects, object, key);
}

function addProperty(objects: Set<object>, object: object, key: string): void {
  add(objects, Object.getOwnPropertyDescriptor(object, key)?.value);
}

const { forEach: forEachEntry } = Map.prototype;
const { forEach: forEachMember } = Set.prototype;

/** What structured clone takes of an object besides its class. */
function addContents(objects: Set<object>, object: object): void {
  const brand = brandOf(object);
  if (brand === "[object Error]") return addProperty(objects, object, "cause");
  try {
    if (brand === "[object Map]") {
      return forEachEntry.call(object as Map<unknown, unknown>, (value, key) => {
        add(objects, key);
        add(objects, value);
      });
    }
    if (brand === "[object Set]") {
      return forEachMember.call(object as Set<unknown>, (value) => add(objects, value));
    }
  } catch {
    // What only says that it is a Map is an object like others.
  }
  addProperties(objects, object);
}
