/** Takes away for a while what some runtimes don't have. */

import { runtime } from "../../src/adapters/detect.ts";
import { processKinds } from "../../src/adapters/select.ts";

/** A property of an object, gone until this is disposed of. */
class MissingProperty implements Disposable {
  readonly #owner: object;
  readonly #name: string;
  readonly #descriptor: PropertyDescriptor;

  constructor(owner: object, name: string) {
    this.#owner = owner;
    this.#name = name;
    this.#descriptor = Object.getOwnPropertyDescriptor(owner, name)!;
    Reflect.deleteProperty(owner, name);
  }

  [Symbol.dispose](): void {
    Object.defineProperty(this.#owner, this.#name, this.#descriptor);
  }
}

/** As in a page that is not cross-origin isolated. */
export function withoutSharedMemory(): Disposable {
  return new MissingProperty(globalThis, "SharedArrayBuffer");
}

/** As in any page. */
export function withoutProcesses(): Disposable {
  return new MissingProperty(processKinds, runtime);
}
