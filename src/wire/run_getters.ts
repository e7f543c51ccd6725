/** Runs the getters in a value, each once, so that what they give can be looked at and cloned. */

import { Array, brandOf, isArray, Object, SafeMap, SafeSet } from "../core/primordials.ts";
import { entriesOf, membersOf } from "./contents.ts";
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
    switch (brandOf(object)) {
      case "[object Map]":
        return copyMap(object);
      case "[object Set]":
        return copySet(object);
      case "[object Object]":
        if (platformClasses(Object.getPrototypeOf(object)).length > 0) return object;
        return copyProperties(object, {});
      default:
        return object;
    }
  }

  function copyProperties(object: object, copy: object): object {
    copies.set(object, copy);
    for (const key of Object.keys(object)) {
      const value = copyOf(object[key as never]);
      // By an assignment `__proto__` would be another thing.
      Object.defineProperty(copy, key, { ...assigned, value } as PropertyDescriptor);
    }
    return copy;
  }

  function copyMap(map: object): object {
    const entries = entriesOf(map);
    if (entries === undefined) return map;
    const copy = new SafeMap<unknown, unknown>();
    copies.set(map, copy);
    for (let index = 0; index < entries.length; index += 2) {
      copy.set(copyOf(entries[index]), copyOf(entries[index + 1]));
    }
    return copy;
  }

  function copySet(set: object): object {
    const members = membersOf(set);
    if (members === undefined) return set;
    const copy = new SafeSet<unknown>();
    copies.set(set, copy);
    for (let index = 0; index < members.length; index++) copy.add(copyOf(members[index]));
    return copy;
  }

  return copyOf(value);
}

/** A property as an assignment makes it. */
const assigned = { __proto__: null, configurable: true, enumerable: true, writable: true };
