/** Values of every kind that a user might send, to see what becomes of them. */

import { createSecretKey } from "node:crypto";
import { BlockList } from "node:net";
import { MIMEType } from "node:util";
import { transfer } from "../../mod.ts";

/** A user's class. */
class Point {
  readonly x = 1;
  readonly #hidden = 2;
  get sum(): number {
    return this.x + this.#hidden;
  }
}
class Samples extends Uint8Array {}
class Problem extends RangeError {}

const emptyModule = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

interface Maybe {
  readonly Float16Array?: new (length: number) => object;
  readonly Temporal?: { readonly Now: { instant(): object } };
  readonly ImageData?: new (width: number, height: number) => object;
}

const maybe = globalThis as Maybe;

/** What there is, by what it is called in the table; a maker throws where a runtime has none. */
export const catalogue: Readonly<Record<string, () => unknown>> = {
  "array of number, string, boolean, bigint, null, undefined":
    () => [1, "a", true, 1n, null, undefined],
  "symbol": () => Symbol("a"),
  "function": () => () => 1,
  "plain object": () => ({ a: 1 }),
  "array": () => [1, , 3],
  "object with a getter": () => ({
    get a() {
      return 1;
    },
  }),
  "instance of a user's class": () => new Point(),
  "`arguments`": () =>
    (function () {
      return arguments;
    })(),
  "`Proxy` of a plain object": () => new Proxy({ a: 1 }, {}),
  "`Proxy` beside a `Map`": () => [new Proxy({ a: 1 }, {}), new Map()],
  "`Map` with `Date`, `Set` and `RegExp`": () => new Map([[new Date(0), new Set([/a/])]]),
  "`Error`": () => new RangeError("a"),
  "subclass of `Error`": () => new Problem("a"),
  "`DOMException`": () => new DOMException("a", "AbortError"),
  "`ArrayBuffer`": () => new ArrayBuffer(8),
  "`ArrayBuffer` that can be resized": () => new ArrayBuffer(8, { maxByteLength: 16 }),
  "typed array": () => new Float64Array(2),
  "part of a typed array": () => new Uint8Array(8).subarray(2, 4),
  "`Float16Array`": () => new maybe.Float16Array!(2),
  "`DataView`": () => new DataView(new ArrayBuffer(8), 2),
  "subclass of a typed array": () => new Samples(4),
  "`Buffer`, small": () => Buffer.from("a"),
  "`Buffer`, of 100 kB": () => Buffer.alloc(100_000),
  "`SharedArrayBuffer`": () => new SharedArrayBuffer(8),
  "view of a `SharedArrayBuffer`": () => new Uint8Array(new SharedArrayBuffer(8)),
  "`WebAssembly.Module`": () => new WebAssembly.Module(emptyModule),
  "`WebAssembly.Memory`": () => new WebAssembly.Memory({ initial: 1 }),
  "`WebAssembly.Memory` that is shared": () =>
    new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }),
  "`Blob`": () => new Blob(["a"]),
  "`File`": () => new File(["a"], "name"),
  "`CryptoKey`": () => key,
  "`KeyObject`": () => createSecretKey(Uint8Array.of(1)),
  "`BlockList`": () => new BlockList(),
  "`ImageData`": () => new maybe.ImageData!(1, 1),
  "`URL`": () => new URL("http://a/b"),
  "`URLSearchParams`": () => new URLSearchParams("a=1"),
  "`Headers`": () => new Headers(),
  "`Request`": () => new Request("http://a/"),
  "`Response`": () => new Response("a"),
  "`FormData`": () => new FormData(),
  "`ReadableStream`": () => new ReadableStream(),
  "`WritableStream`": () => new WritableStream(),
  "`MessagePort`": () => new MessageChannel().port1,
  "`MessagePort`, marked by `transfer()`": () => {
    const { port1 } = new MessageChannel();
    return transfer(port1, [port1]);
  },
  "`EventTarget`": () => new EventTarget(),
  "`Event`": () => new Event("a"),
  "`AbortSignal`": () => new AbortController().signal,
  "`TextDecoder`": () => new TextDecoder(),
  "`Intl.NumberFormat`": () => new Intl.NumberFormat(),
  "`Temporal.Instant`": () => maybe.Temporal!.Now.instant(),
  "iterator": () => [1].values(),
  "generator": () =>
    (function* () {
      yield 1;
    })(),
  "`WeakMap`": () => new WeakMap(),
  "`WeakRef`": () => new WeakRef({}),
  "`Promise`": () => Promise.resolve(1),
  "`MIMEType`, a class of JavaScript with private fields": () => new MIMEType("text/plain"),
};

const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 128 }, true, ["encrypt"]);
