/** Runs the getters in a value, each once, so that what they give can be looked at and cloned. */

import { Array, brandOf, isArray, Object, SafeMap, SafeSet } from "../core/primordials.ts";
import { heldBy } from "./contents.ts";
import { platformClasses } from "./platform_classes.ts";

/** A copy of all that a structured clone would take apart; what it wouldn't is as it was. */
export function runGetters(value: unknown): unknown {
  const copies = new SafeMap<object, object>();

  function copyOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    return copies.get(value) ?? copyObject(value);
  }

  function copyObject(object: object): object {
    if (isArray(object)) return copyProperties(object, new Array(object.length));
    const held = heldBy(object);
    if (held) return copyHeld(object, held);
    const isTaken = brandOf(object) === "[object Object]" &&
      platformClasses(Object.getPrototypeOf(object)).length === 0;
    return isTaken ? copyProperties(object, {}) : object;
  }

  function copyProperties(object: object, copy: object): object {
    copies.set(object, copy);
    const keys = Object.keys(object);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index]!;
      const value = copyOf(object[key as never]);
      // By an assignment `__proto__` would be another thing.
      Object.defineProperty(copy, key, { ...assigned, value } as PropertyDescriptor);
    }
    return copy;
  }

  function copyHeld(object: object, held: readonly unknown[]): object {
    const isMap = brandOf(object) === "[object Map]";
    const map = new SafeMap<unknown, unknown>();
    const set = new SafeSet<unknown>();
    copies.set(object, isMap ? map : set);
    for (let index = 0; index < held.length; index += 2) {
      const key = copyOf(held[index]);
      if (isMap) map.set(key, copyOf(held[index + 1]));
      else set.add(key);
    }
    return isMap ? map : set;
  }

  return copyOf(value);
}

/** A property as an assignment makes it. */
const assigned = { __proto__: null, configurable: true, enumerable: true, writable: true };
