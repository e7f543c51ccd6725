/**
 * Finds what a structured clone would silently make something else of, before it is made.
 *
 * Some runtimes clone objects of the platform as if they were a user's: a `URL` becomes `{}`. What
 * each class of them becomes is tried once, with the first object of it, so nothing here knows what
 * a runtime or a kind of worker can clone.
 */

import { isPoolSlice } from "../codec/views.ts";
import { isArray, isView, Object } from "../core/primordials.ts";
import { dataCloneError } from "./clone_error.ts";
import { Contents } from "./contents.ts";
import { platformClasses } from "./platform_classes.ts";
import { runGetters } from "./run_getters.ts";

/** Makes a clone of one object, as it would arrive. */
export type Clone = (object: object) => unknown;

/** What was found in a value that can be cloned. */
export interface Findings<T = unknown> {
  /** The value; a copy if something in it had a getter, which has been run then. */
  readonly value: T;
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
   * Looks at a value and all that is in it. Getters are run once, if nothing is refused before.
   *
   * @param moved what changes its owner and is not cloned
   * @throws {DOMException} named `DataCloneError` if something in it can't be cloned
   */
  look<T>(value: T, moved: readonly unknown[] = []): Findings<T> {
    const found = this.#walk(value, moved);
    if (!found.hasGetters) return found;
    const plain = runGetters(value) as T;
    return this.#walk(plain, moved);
  }

  #walk<T>(value: T, moved: readonly unknown[]): Findings<T> & { readonly hasGetters: boolean } {
    const contents = new Contents();
    const { objects } = contents;
    let hasPoolSlices = false;
    let depth = 0;
    let left = 1;
    contents.add(value);
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
      } else if (isArray(object)) contents.addElements(object);
      else this.#visit(contents, object, moved);
    }
    return { value, hasPoolSlices, depth, hasGetters: contents.hasGetters };
  }

  #visit(contents: Contents, object: object, moved: readonly unknown[]): void {
    const proto: object | null = Object.getPrototypeOf(object);
    if (proto === null || proto === Object.prototype) return contents.addProperties(object);
    const refused = this.#refusedName(object, proto, moved);
    if (refused !== undefined) {
      throw dataCloneError(`an object of class ${refused} can't be cloned`);
    }
    contents.addContents(object);
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
