/**
 * What this package needs of the language, taken before anybody can replace it.
 *
 * Mocks, polyfills and whole libraries replace globals: in a test, and in a task. So files import
 * these names from here, under the same names; `tests/layers.test.ts` finds those that don't. All
 * copies in a thread have what the first one took: in a worker that is its program, which runs
 * before any task. Classes are the language's own; namespaces are copies. What a host adds to the
 * language is in `clock.ts`, `turn.ts` and where it is used.
 */

const own = globalThis;

/** The methods that instances of `Class` have are its own: nobody else's to replace. */
function safe<C extends new (...args: never[]) => object>(Class: C): C {
  const Safe = class extends (Class as unknown as new () => object) {};
  const { constructor: _, ...methods } = own.Object.getOwnPropertyDescriptors(Class.prototype);
  own.Object.defineProperties(Safe.prototype, methods);
  return Safe as unknown as C;
}

// What is used of the namespaces.
const ofAtomics = [
  "add",
  "and",
  "compareExchange",
  "exchange",
  "load",
  "notify",
  "or",
  "store",
  "sub",
  "wait",
  "waitAsync",
] as const;
const ofObject = [
  "assign",
  "defineProperty",
  "entries",
  "freeze",
  "fromEntries",
  "getOwnPropertyDescriptor",
  "getOwnPropertyNames",
  "getOwnPropertySymbols",
  "getPrototypeOf",
  "hasOwn",
  "is",
  "keys",
  "prototype",
  "values",
] as const;
const ofMath = ["abs", "ceil", "clz32", "floor", "max", "min", "random", "round"] as const;
const ofReflect = ["apply", "construct", "deleteProperty", "set"] as const;
const ofWebAssembly = [
  "CompileError",
  "Instance",
  "LinkError",
  "Memory",
  "Module",
  "RuntimeError",
] as const;

interface LegacyObject {
  __lookupGetter__(key: string | number): unknown;
}

/** Copies that of an object; not every environment has every namespace. */
function pick<T, K extends keyof T>(owner: T | undefined, names: readonly K[]): Pick<T, K> {
  const copy: Partial<T> = {};
  for (const name of names) copy[name] = owner?.[name]!;
  return copy as Pick<T, K>;
}

function getter(owner: object, key: PropertyKey): () => unknown {
  return own.Object.getOwnPropertyDescriptor(owner, key)!.get!;
}

function take() {
  const { Object, Symbol } = own;
  const typedArray = Object.getPrototypeOf(own.Int32Array.prototype);
  // Not the global: that may be a library's by now.
  const Promise = (async () => {})().constructor as PromiseConstructor;
  return {
    Promise,
    then: Promise.prototype.then,
    resolved: Promise.resolve.bind(Promise) as typeof Promise.resolve,
    Array: own.Array,
    ArrayBuffer: own.ArrayBuffer,
    SharedArrayBuffer: own.SharedArrayBuffer,
    Int32Array: own.Int32Array,
    Uint8Array: own.Uint8Array,
    Uint32Array: own.Uint32Array,
    Float64Array: own.Float64Array,
    BigInt64Array: own.BigInt64Array,
    Error: own.Error,
    ReferenceError: own.ReferenceError,
    // Environments of test runners lack these.
    TextDecoder: own.TextDecoder as typeof own.TextDecoder | undefined,
    TextEncoder: own.TextEncoder as typeof own.TextEncoder | undefined,
    structuredClone: own.structuredClone as typeof own.structuredClone | undefined,
    Function: own.Function,
    Set: own.Set,
    SafeMap: safe(own.Map),
    SafeSet: safe(own.Set),
    SafeWeakMap: safe(own.WeakMap),
    evaluateScript: own.eval,
    isArray: own.Array.isArray,
    isView: own.ArrayBuffer.isView,
    functionText: own.Function.prototype.toString,
    objectText: Object.prototype.toString,
    // A descriptor, made for each property that is read, takes four times as long.
    lookupGetter: (Object.prototype as unknown as LegacyObject).__lookupGetter__,
    setBytes: typedArray.set as Uint8Array["set"],
    viewName: getter(typedArray, Symbol.toStringTag),
    bufferOf: getter(typedArray, "buffer"),
    byteOffsetOf: getter(typedArray, "byteOffset"),
    byteLengthOf: getter(typedArray, "byteLength"),
    Atomics: pick(own.Atomics, ofAtomics),
    Math: pick(own.Math, ofMath),
    Object: pick(own.Object, ofObject),
    Reflect: pick(own.Reflect, ofReflect),
    WebAssembly: pick<typeof own.WebAssembly, (typeof ofWebAssembly)[number]>(
      own.WebAssembly,
      ofWebAssembly,
    ),
  };
}

const key: unique symbol = Symbol.for("@concurrent/futures/primordials") as never;
const home = globalThis as { [key]?: ReturnType<typeof take> };
// Another version's copy may have taken less.
const taken = home[key] = { ...take(), ...home[key] };

export const Promise: typeof globalThis.Promise = taken.Promise;
export const Array: typeof globalThis.Array = taken.Array;
export const ArrayBuffer: typeof globalThis.ArrayBuffer = taken.ArrayBuffer;
export const SharedArrayBuffer: typeof globalThis.SharedArrayBuffer = taken.SharedArrayBuffer;
export const Int32Array: typeof globalThis.Int32Array = taken.Int32Array;
export const Uint8Array: typeof globalThis.Uint8Array = taken.Uint8Array;
export const Uint32Array: typeof globalThis.Uint32Array = taken.Uint32Array;
export const Float64Array: typeof globalThis.Float64Array = taken.Float64Array;
export const BigInt64Array: typeof globalThis.BigInt64Array = taken.BigInt64Array;
export const Error: typeof globalThis.Error = taken.Error;
export const ReferenceError: typeof globalThis.ReferenceError = taken.ReferenceError;
export const TextDecoder: typeof globalThis.TextDecoder | undefined = taken.TextDecoder;
export const TextEncoder: typeof globalThis.TextEncoder | undefined = taken.TextEncoder;
export const structuredClone: typeof globalThis.structuredClone | undefined = taken.structuredClone;
export const Function: typeof globalThis.Function = taken.Function;
export const Set: typeof globalThis.Set = taken.Set;
/** `eval` of a text that sees globals only. */
export const evaluateScript: (text: string) => unknown = taken.evaluateScript;
export const isArray: typeof globalThis.Array.isArray = taken.isArray;
export const isView: typeof globalThis.ArrayBuffer.isView = taken.isView;
export const Atomics: Pick<typeof globalThis.Atomics, (typeof ofAtomics)[number]> = taken.Atomics;
export const Math: Pick<typeof globalThis.Math, (typeof ofMath)[number]> = taken.Math;
export const Object: Pick<ObjectConstructor, (typeof ofObject)[number]> = taken.Object;
export const Reflect: Pick<typeof globalThis.Reflect, (typeof ofReflect)[number]> = taken.Reflect;
export const WebAssembly: Pick<typeof globalThis.WebAssembly, (typeof ofWebAssembly)[number]> =
  taken.WebAssembly;

// With methods of their own.
export const SafeMap: typeof globalThis.Map = taken.SafeMap;
export const SafeSet: typeof globalThis.Set = taken.SafeSet;
export const SafeWeakMap: typeof globalThis.WeakMap = taken.SafeWeakMap;

/**
 * Keeps what was taken as it is. A worker's tasks find it, as other copies do, and some of it is
 * called with memory that is not theirs.
 */
export function freezeTaken(): void {
  const { freeze } = own.Object;
  for (const { prototype } of [SafeMap, SafeSet, SafeWeakMap]) freeze(prototype);
  for (const namespace of [Atomics, Math, Object, Reflect, WebAssembly]) freeze(namespace);
  freeze(taken);
}

/** The source text of a function. */
export function textOfFunction(fn: unknown): string {
  return Reflect.apply(taken.functionText, fn, []);
}

/** A promise that is resolved. */
export const resolved: typeof globalThis.Promise.resolve = taken.resolved;

/**
 * A promise that is rejected in a microtask, when whoever asked for it had the time to listen: Deno
 * keeps those to which nobody listens in a list, and searches that for each that is listened to.
 */
export function rejected<T = never>(reason: unknown): Promise<T> {
  return new Promise<T>((resolve) => resolve(rejection(reason)));
}

/** What a promise is resolved with to be rejected; a promise's own `then()` may be replaced. */
export function rejection(reason: unknown): PromiseLike<never> {
  return { then: (_: unknown, reject: (reason: unknown) => void) => reject(reason) } as never;
}

/** `promise.then()`, whoever has replaced that. */
export function then<T, F, R = never>(
  promise: Promise<T>,
  onFulfilled?: ((value: T) => F | PromiseLike<F>) | null,
  onRejected?: ((reason: unknown) => R | PromiseLike<R>) | null,
): Promise<F | R> {
  return Reflect.apply(taken.then, promise, [onFulfilled, onRejected]) as Promise<F | R>;
}

type Bytes = Uint8Array | Int32Array;

/** How many bytes a typed array has, whoever has replaced what tells it. */
export function byteLengthOf(view: Bytes): number {
  return Reflect.apply(taken.byteLengthOf, view, []) as number;
}

/**
 * Some bytes of a typed array, in the same memory. Not by its `subarray()`, which hands the memory
 * to whatever class its `constructor` names by now.
 */
export function bytesOf(view: Bytes, start: number, length: number): Uint8Array {
  const buffer = Reflect.apply(taken.bufferOf, view, []) as ArrayBuffer;
  const offset = Reflect.apply(taken.byteOffsetOf, view, []) as number;
  return new Uint8Array(buffer, offset + start, length);
}

/** So many are copied sooner one by one than the two views are made that copy all at once. */
const fewWords = 256;

/** The first words, in memory of their own. */
export function copyOf(words: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  if (length > fewWords) setBytes(bytesOf(copy, 0, 4 * length), bytesOf(words, 0, 4 * length), 0);
  else for (let index = 0; index < length; index++) copy[index] = words[index]!;
  return copy;
}

/** Copies bytes into others. */
export function setBytes(target: Uint8Array, bytes: Uint8Array, offset: number): void {
  Reflect.apply(taken.setBytes, target, [bytes, offset]);
}

/** What a typed array is called by the engine, of whatever realm; `undefined` of all else. */
export function viewName(value: unknown): string | undefined {
  return Reflect.apply(taken.viewName, value, []) as string | undefined;
}

/** What is run when a property is read: a getter, or nothing. */
export function getterOf(object: object, key: string | number): unknown {
  return Reflect.apply(taken.lookupGetter, object, [key]);
}

/** What `Object.prototype.toString` calls a value, such as `[object Error]`. */
export function brandOf(value: unknown): string {
  return Reflect.apply(taken.objectText, value, []);
}

const { isError: isNativeError } = taken.Error as { isError?(value: unknown): boolean };

/** Whether a value is an error, of whatever realm. A proxy's traps are asked too, and may throw. */
export function isError(value: unknown): value is Error {
  try {
    if (isNativeError?.(value) || value instanceof taken.Error) return true;
    const brand = brandOf(value);
    if (brand === "[object DOMException]") return true;
    // Anything may say that it is called so by a tag, which errors don't have.
    return brand === "[object Error]" && !(Symbol.toStringTag in (value as object));
  } catch {
    return false;
  }
}
