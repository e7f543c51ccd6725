/** Tasks that replace what everybody uses: the pool goes on, and can be shut down. */

import assert from "node:assert/strict";
import { type Kind, testsOf } from "../fixtures/kinds.ts";

/** What a task does to its worker's world, by what it replaces. */
const patches: Readonly<Record<string, () => void>> = {
  "Promise by a class": () => {
    (globalThis as Record<string, unknown>).Promise = class extends Promise<unknown> {};
  },
  "Promise by a library that shares nothing with it": () => {
    (globalThis as Record<string, unknown>).Promise = class {
      then() {
        throw new Error("not a promise");
      }
    };
  },
  "then() and the other methods of promises": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    Object.assign(Promise, { resolve: refuse, reject: refuse, all: refuse });
    Object.assign(Promise.prototype, { catch: refuse, finally: refuse });
  },
  "then() of promises": () => {
    Promise.prototype.then = () => {
      throw new Error("patched");
    };
  },
  "functions of Math, and methods of typed arrays": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    for (const name of ["abs", "ceil", "clz32", "floor", "max", "min"]) {
      Object.assign(Math, { [name]: refuse });
    }
    // The channel of a child of Node 22 calls set(), whoever has replaced it.
    const set = process.versions.node.startsWith("22.") ? {} : { set: refuse };
    const methods = { ...set, subarray: refuse };
    Object.assign(Object.getPrototypeOf(Int32Array.prototype), methods);
  },
  "all methods of maps": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    const names = ["keys", "values", "entries", "forEach", "delete", Symbol.iterator];
    for (const name of names) Object.assign(Map.prototype, { [name]: refuse });
  },
  "Atomics and its functions": () => {
    for (const name of Object.getOwnPropertyNames(Atomics)) {
      Object.assign(Atomics, { [name]: () => 0 });
    }
    (globalThis as Record<string, unknown>).Atomics = {};
  },
  "clocks that stand still": () => {
    performance.now = () => 0;
    Date.now = () => 0;
    (globalThis as Record<string, unknown>).performance = { now: () => 0 };
  },
  "timers and microtasks that never come": () => {
    const fakes = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "clearTimeout"];
    for (const name of fakes) Object.assign(globalThis, { [name]: () => 0 });
  },
  "typed arrays": () => {
    const names = ["Int32Array", "Uint8Array", "Float64Array", "ArrayBuffer", "SharedArrayBuffer"];
    for (const name of names) Object.assign(globalThis, { [name]: class {} });
  },
  "what encodes and clones": () => {
    const names = [
      "TextEncoder",
      "TextDecoder",
      "structuredClone",
      "MessageChannel",
      "DOMException",
    ];
    for (const name of names) Object.assign(globalThis, { [name]: undefined });
  },
  "WebAssembly": () => {
    (globalThis as Record<string, unknown>).WebAssembly = { Module: class {}, Memory: class {} };
  },
  "Function and eval": () => {
    for (const name of ["Function", "eval"]) Reflect.deleteProperty(globalThis, name);
  },
  "methods of arrays, and their iterator": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    const names = ["map", "every", "includes", "indexOf", "push", "splice", "at", "some", "find"];
    for (const name of names) Object.assign(Array.prototype, { [name]: refuse });
    Array.isArray = (() => false) as unknown as typeof Array.isArray;
  },
  "methods of maps and sets": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    for (const { prototype } of [Map, Set, WeakMap]) {
      Object.assign(prototype, { get: refuse, set: refuse, has: refuse, add: refuse });
    }
  },
  "functions of Object and Reflect": () => {
    const refuse = () => {
      throw new Error("patched");
    };
    const names = [
      "keys",
      "getPrototypeOf",
      "getOwnPropertyDescriptor",
      "defineProperty",
      "hasOwn",
    ];
    for (const name of names) Object.assign(Object, { [name]: refuse });
    Object.assign(Reflect, { apply: refuse, construct: refuse });
  },
  "accessors that all objects get": () => {
    for (const name of ["type", "ok", "value", "ref", "args", "kind", "error", "message"]) {
      Object.defineProperty(Object.prototype, name, { configurable: true, get: () => "patched" });
    }
  },
  "the iterator of arrays": () => {
    // Deno's own channel asks for it.
    if ("Deno" in globalThis) return;
    Array.prototype[Symbol.iterator] = () => {
      throw new Error("patched");
    };
  },
  "the constructors of typed arrays, and what tells of their memory": () => {
    const get = () => {
      throw new Error("patched");
    };
    // The channel of a child asks what it sends for them.
    if (process.send) return;
    for (const { prototype } of [Int32Array, Uint8Array]) {
      Object.defineProperty(prototype, "constructor", { get });
    }
    const names = ["byteLength", "byteOffset", "buffer"];
    const typedArray = Object.getPrototypeOf(Int32Array.prototype);
    for (const name of names) Object.defineProperty(typedArray, name, { get });
  },
  "what this package has taken of the language": () => {
    const key = Symbol.for("@concurrent/futures/primordials");
    const home = globalThis as unknown as Record<symbol, Record<string, object>>;
    const refuse = () => {
      throw new Error("patched");
    };
    for (const [owner, name] of [["Atomics", "load"], ["Object", "keys"], ["Reflect", "apply"]]) {
      Reflect.set(home[key]![owner!]!, name!, refuse);
    }
    home[key] = {};
  },
  "a get() that all objects get": () => {
    Object.assign(Object.prototype, { get: () => "patched", set: () => "patched" });
  },
};

export function patchedContract(kind: Kind): void {
  const test = testsOf(kind);
  for (const [what, patch] of Object.entries(patches)) {
    test(`a pool survives a task that replaces ${what}`, async () => {
      const executor = kind.create(1);
      await executor.submit(patch).exception();
      assert.equal(await executor.submit((n: number) => n + 1, 1), 2);
      assert.equal(await executor.submit(async (n: number) => await n, 3), 3);
      const text = "a text that is long enough to be encoded";
      assert.equal(await executor.submit((text: string) => text, text), text);
      const plain = { type: "a", list: [1, "b", { value: null }] };
      assert.deepEqual(await executor.submit((plain: object) => plain, plain), plain);
      const error = await executor.submit(() => {
        throw new RangeError("thrown");
      }).exception();
      assert.ok(error instanceof RangeError);
      const chunks = executor.map((n: number) => n * 2, [1, 2, 3], { chunksize: 2 });
      assert.deepEqual(await Array.fromAsync(chunks), [2, 4, 6]);
      await executor.shutdown();
    });
  }
}
