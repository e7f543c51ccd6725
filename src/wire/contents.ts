/** What a structured clone finds in an object besides its class. */

import { brandOf, getterOf, Object, Reflect, SafeSet, Set } from "../core/primordials.ts";

/** Beyond so many elements an array is looked at by its keys: it may be nothing but holes. */
const longArray = 2 ** 26;

/** Longer arrays are not asked for getters, which takes as long as to clone them. */
const shortArray = 1_000;

/** The objects that are reached from others, each once. Getters are not run, but told. */
export class Contents {
  readonly objects: Set<object> = new SafeSet<object>();
  hasGetters = false;

  add(value: unknown): void {
    if (typeof value === "object" && value !== null) this.objects.add(value);
  }

  addElements(array: readonly unknown[]): void {
    const { length } = array;
    if (length > longArray) return this.addProperties(array);
    for (let index = 0; index < length; index++) {
      if (length <= shortArray) this.#addProperty(array, index);
      else this.add(array[index]);
    }
  }

  addProperties(object: object): void {
    const keys = Object.keys(object);
    for (let index = 0; index < keys.length; index++) this.#addProperty(object, keys[index]!);
  }

  #addProperty(object: object, key: string | number): void {
    if (getterOf(object, key) === undefined) this.add(object[key as never]);
    else this.hasGetters = true;
  }

  /** Of an object that may have a class of its own. */
  addContents(object: object): void {
    if (brandOf(object) === "[object Error]") {
      if (Object.hasOwn(object, "cause")) this.#addProperty(object, "cause");
      return;
    }
    const held = heldBy(object);
    if (held === undefined) return this.addProperties(object);
    for (let index = 0; index < held.length; index++) this.add(held[index]);
  }
}

const forEach: Readonly<Record<string, ForEach>> = {
  "[object Map]": Map.prototype.forEach,
  "[object Set]": Set.prototype.forEach,
};

type ForEach = (this: never, visit: (value: unknown, key: unknown) => void) => void;

/** A map's keys and values by turns, a set's members twice; `undefined` of what is neither. */
export function heldBy(object: object): unknown[] | undefined {
  const brand = brandOf(object);
  if (!Object.hasOwn(forEach, brand)) return undefined;
  const held: unknown[] = [];
  try {
    Reflect.apply(forEach[brand]!, object, [
      (value: unknown, key: unknown) => void held.push(key, value),
    ]);
    return held;
  } catch {
    return undefined; // It only says that it is one.
  }
}
