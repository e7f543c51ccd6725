/** What a structured clone finds in an object besides its class. */

import { brandOf, getterOf, Object, SafeSet, Set } from "../core/primordials.ts";

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
    for (const key of Object.keys(object)) this.#addProperty(object, key);
  }

  #addProperty(object: object, key: string | number): void {
    if (getterOf(object, key) === undefined) this.add(object[key as never]);
    else this.hasGetters = true;
  }

  /** Of an object that may have a class of its own. */
  addContents(object: object): void {
    const brand = brandOf(object);
    if (brand === "[object Error]") {
      if (Object.hasOwn(object, "cause")) this.#addProperty(object, "cause");
      return;
    }
    const inner = brand === "[object Map]"
      ? entriesOf(object)
      : brand === "[object Set]"
      ? membersOf(object)
      : undefined;
    if (inner === undefined) return this.addProperties(object);
    for (let index = 0; index < inner.length; index++) this.add(inner[index]);
  }
}

const { forEach: forEachEntry } = Map.prototype;
const { forEach: forEachMember } = Set.prototype;

/** The keys and values of a map by turns; `undefined` of what only says that it is one. */
export function entriesOf(map: object): unknown[] | undefined {
  const entries: unknown[] = [];
  try {
    forEachEntry.call(map as Map<unknown, unknown>, (value, key) => entries.push(key, value));
    return entries;
  } catch {
    return undefined;
  }
}

/** The members of a set; `undefined` of what only says that it is one. */
export function membersOf(set: object): unknown[] | undefined {
  const members: unknown[] = [];
  try {
    forEachMember.call(set as Set<unknown>, (member) => members.push(member));
    return members;
  } catch {
    return undefined;
  }
}
