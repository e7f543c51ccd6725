/** Which classes of an object are the platform's, which clones some of their objects to nothing. */

import { Function, Object, SafeSet } from "../core/primordials.ts";

/** The language's own classes whose objects structured clone takes everywhere. */
const taken = new SafeSet([
  ...["Object", "Array", "Boolean", "Number", "String", "BigInt", "Date", "RegExp", "Map", "Set"],
  ...["ArrayBuffer", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError"],
  ...["TypeError", "URIError", "AggregateError", "SuppressedError"],
]);

/** By these a runtime's classes say that they clone their objects themselves. */
const ownCloning = new SafeSet(["messaging_clone_symbol", "Deno.core.hostObject"]);

/** A class of the platform's. */
export interface PlatformClass {
  readonly name: string;
  readonly proto: object;
}

/** The classes of a chain of prototypes that are not a user's, and not taken in any case. */
export function platformClasses(proto: object | null): PlatformClass[] {
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
