/** What becomes of values that cross a border: as structured clone has it, or `DataCloneError`. */

import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

/** Objects of the platform that no structured clone takes. */
const unclonable: Readonly<Record<string, () => object>> = {
  URL: () => new URL("http://a/b"),
  URLSearchParams: () => new URLSearchParams("a=1"),
  Headers: () => new Headers({ a: "1" }),
  Request: () => new Request("http://a/"),
  Response: () => new Response("a"),
  ReadableStream: () => new ReadableStream(),
  WritableStream: () => new WritableStream(),
  FormData: () => new FormData(),
  AbortSignal: () => new AbortController().signal,
  EventTarget: () => new EventTarget(),
  Event: () => new Event("a"),
  TextDecoder: () => new TextDecoder(),
  NumberFormat: () => new Intl.NumberFormat(),
  WeakRef: () => new WeakRef({}),
  Promise: () => Promise.resolve(1),
  "a subclass of URL": () => new (class extends URL {})("http://a/b"),
};

export function valuesContract(kind: Kind): void {
  const { share, isProcess } = kind;
  const test = testsOf(kind);

  const refusal = async (future: PromiseLike<unknown>): Promise<Error> => {
    const error = await Promise.resolve(future).then(() => undefined, (error) => error);
    assert.equal(error?.name, "DataCloneError");
    return error;
  };

  test("typed arrays of any size arrive with a buffer of their own", async () => {
    const executor = share(1);
    for (const length of [16_000, 20_000, 2 ** 20]) {
      const bytes = new Uint8Array(length);
      new Float32Array(bytes.buffer)[0] = 1.5;
      const seen = await executor.submit((bytes: Uint8Array) => {
        const { byteOffset, buffer } = bytes;
        return [new Float32Array(buffer)[0], byteOffset, buffer.byteLength];
      }, bytes);
      assert.deepEqual(seen, [1.5, 0, length]);
    }
  });

  test("two arrays of one result have a buffer each", async () => {
    const results = await share(1).submit(() => [new Uint8Array(20_000), new Uint8Array(20_000)]);
    const [one, other] = results as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
    assert.notEqual(one.buffer, other.buffer);
    structuredClone(one, { transfer: [one.buffer] });
    assert.equal(other.length, 20_000);
  });

  test("views keep their offset, and what they share", async () => {
    const buffer = Uint8Array.from({ length: 100 }, (_, index) => index).buffer;
    const [bytes, view, map] = await share(1).submit(
      tasks.identity,
      [
        new Uint8Array(buffer).subarray(2, 5),
        new DataView(buffer, 3, 4),
        new Map([[1, new Float32Array(buffer, 8, 2)]]),
      ] as const,
    );
    assert.deepEqual([bytes.byteOffset, bytes.length, bytes[0]], [2, 3, 2]);
    assert.deepEqual([view.byteOffset, view.byteLength, view.getInt8(0)], [3, 4, 3]);
    assert.equal(bytes.buffer.byteLength, 100);
    assert.equal(view.buffer, bytes.buffer);
    assert.equal(map.get(1)!.buffer, bytes.buffer);
  });

  test("resizable buffers stay so, and views go on to follow them", async () => {
    const memory = new ArrayBuffer(8, { maxByteLength: 16 });
    const views = [new Uint8Array(memory), new Uint8Array(memory, 1, 2)];
    const [follows, stays] = await share(1).submit(tasks.identity, views) as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ];
    follows.buffer.resize(12);
    assert.deepEqual([follows.length, stays.length], [12, 2]);
  });

  test("a Buffer brings what it shows, not the memory around it", async () => {
    const buffers = [Buffer.from("abc"), new Map(), Buffer.from("de")];
    const seen = await share(1).submit(
      (...all: unknown[]) =>
        all.map((one) => one instanceof Uint8Array && String.fromCharCode(...one)),
      ...buffers,
    );
    assert.deepEqual(seen, ["abc", false, "de"]);
    if (!isProcess) return;
    const beside = await share(1).submit(
      (bytes: Uint8Array, _: Map<unknown, unknown>) => bytes.buffer.byteLength,
      Buffer.from("abc"),
      new Map(),
    );
    assert.equal(beside, 3);
  });

  test("what can't be cloned fails its future, wherever it stands", async () => {
    const executor = share(1);
    for (const [name, make] of Object.entries(unclonable)) {
      const places = [make(), { at: make() }, [[make()]], new Map([[1, make()]]), {
        at: new Set([make()]),
      }];
      for (const value of places) {
        const { message } = await refusal(executor.submit(tasks.identity, value));
        assert.match(message, /^Cannot send an argument of identity: .*; send plain data/, name);
      }
    }
    assert.equal(await executor.submit(tasks.identity, 5), 5);
  });

  test("a result that can't be cloned fails its future, of a chunk too", async () => {
    const executor = share(1);
    const make = (_: number) => ({ deep: [new URL("http://a/b")] });
    assert.match(
      (await refusal(executor.submit(make, 1))).message,
      /^Cannot send the task's result/,
    );
    await refusal(executor.map(make, [1, 2, 3], { chunksize: 2 }).next());
    await refusal(executor.submit(() => [new Map([[1, new Headers()]])]));
    await refusal(executor.submit(() => new AbortController().signal));
  });

  test("an error's property that can't be cloned is left out, the error arrives", async () => {
    const error = await share(1).submit(() => {
      throw Object.assign(new RangeError("text", { cause: new URL("http://a/b") }), {
        url: new URL("http://a/b"),
        at: { deep: new Headers() },
        code: 5,
      });
    }).exception() as RangeError & { readonly [key: string]: unknown };
    assert.ok(error instanceof RangeError);
    assert.deepEqual([error["url"], error["at"], error["code"]], [undefined, undefined, 5]);
    assert.equal(error.cause, "http://a/b");
  });

  test("memory is shared with threads, and no process gets a copy of it unasked", async () => {
    const memory = new SharedArrayBuffer(4);
    for (
      const value of [memory, new Uint8Array(memory), { held: memory }, Buffer.from(memory, 0, 2)]
    ) {
      const write = (value: unknown): void => {
        const { held, buffer = held ?? value } = value as { held?: unknown; buffer?: unknown };
        new Uint8Array(buffer as SharedArrayBuffer)[0]!++;
      };
      if (isProcess) await refusal(share(1).submit(write, value));
      else await share(1).submit(write, value);
    }
    assert.equal(new Uint8Array(memory)[0], isProcess ? 0 : 4);
    if (isProcess) await refusal(share(1).submit(() => new SharedArrayBuffer(4)));
  });

  test("a Blob arrives, or fails its future", async () => {
    const size = await share(1).submit((blob: Blob) => blob.size, new Blob(["hello"])).then(
      (size) => size,
      (error) => (error as Error).name,
    );
    assert.ok(size === 5 || isProcess && size === "DataCloneError", String(size));
  });

  test("getters of an argument run once", async () => {
    const executor = share(1);
    for (const beside of [1, new Map(), "x".repeat(20_000), new Uint8Array(20_000)]) {
      let count = 0;
      const value = {
        get id() {
          return ++count;
        },
        beside,
      };
      assert.equal(await executor.submit(({ id }: { id: number }) => id, value), 1);
      const inner = { at: [value, new Date()] as const };
      assert.equal((await executor.submit(tasks.identity, inner)).at[0].id, 2);
      assert.equal(count, 2);
    }
  });

  test("a getter on an array's element runs once", async () => {
    const executor = share(1);
    for (const beside of [1, new Map(), "x".repeat(20_000), new Uint8Array(20_000)]) {
      let count = 0;
      const array: unknown[] = [0, , beside];
      Object.defineProperty(array, 0, { enumerable: true, get: () => ++count });
      const [element] = await executor.submit(tasks.identity, array) as [number];
      assert.equal(element, 1);
      const nested = { map: new Map([[1, [array]]]), set: new Set([array]) };
      const { map, set } = await executor.submit(tasks.identity, nested);
      assert.equal(map.get(1)![0]![0], 2);
      assert.equal(map.get(1)![0], [...set][0]);
      const chunks = executor.map(tasks.identity, [array, array], { chunksize: 2 });
      assert.equal((await Array.fromAsync(chunks))[1]![0], 3);
      assert.equal(count, 3);
    }
  });

  test("what is nested too deeply to be received fails its task, and its worker goes on", async () => {
    const executor = share(1);
    for (const depth of [1_000, 2_000, 2_500, 2_900, 3_300, 10_000]) {
      let nest = {};
      for (let level = 1; level < depth; level++) nest = { nest };
      const futures = [nest, [nest], new Map([[1, nest]])].map((value) =>
        executor.submit((value: unknown) => typeof value, value)
      );
      for (const future of futures) {
        const error = await future.exception();
        assert.ok(error === undefined || (error as Error).name === "DataCloneError", `${error}`);
        assert.equal(await executor.submit(tasks.identity, depth), depth);
      }
    }
  });

  test("what a getter gives arrives, or fails its future", async () => {
    const executor = share(1);
    for (const lost of [new URL("http://a"), new Headers(), { deep: [new URL("http://a")] }]) {
      const value = {
        get lost() {
          return lost;
        },
      };
      for (const argument of [value, [value], new Map([[1, value]]), { in: { value } }]) {
        await refusal(executor.submit(tasks.identity, argument));
      }
    }
    const value = {
      get list(): unknown[] {
        return [new Date(0), value];
      },
      ["__proto__"]: 1,
    };
    const copy = await executor.submit(tasks.identity, value);
    const { list } = copy;
    assert.deepEqual(list, [new Date(0), copy]);
    assert.ok(Object.hasOwn(copy, "__proto__"));
  });

  test("getters of a result run once", async () => {
    const seen = await share(1).submit(() => {
      let count = 0;
      return {
        get id() {
          return ++count;
        },
        beside: new Map(),
      };
    });
    assert.equal(seen.id, 1);
  });

  test("what a getter throws is the cause of its future's error", async () => {
    const thrown = new RangeError("mine");
    const value = {
      get id() {
        throw thrown;
      },
    };
    const error = await refusal(share(1).submit(tasks.identity, value));
    assert.match(error.message, /^Cannot send an argument of identity: mine; /);
    assert.equal((error.cause as Error).message, "mine");
    assert.ok(error.cause instanceof RangeError);
  });

  test("instances of a user's classes arrive as their own properties", async () => {
    class Point {
      readonly x = 1;
      readonly #hidden = 2;
      get sum() {
        return this.x + this.#hidden;
      }
    }
    class Lie {
      readonly a = 1;
      get [Symbol.toStringTag]() {
        return "Map";
      }
    }
    class TaggedMap extends Map {
      override get [Symbol.toStringTag]() {
        return "TaggedMap";
      }
    }
    Object.assign(globalThis, { OnGlobal: class OnGlobal extends Point {} });
    const { OnGlobal } = globalThis as unknown as { readonly OnGlobal: typeof Point };
    const executor = share(1);
    const values = [
      new Point(),
      new OnGlobal(),
      new Lie(),
      Object.create(null, {
        a: { value: 1, enumerable: true },
      }),
    ];
    const plain = [{ x: 1 }, { x: 1 }, { a: 1 }, { a: 1 }];
    assert.deepEqual(await executor.submit(tasks.identity, values), plain);
    const map = await executor.submit(tasks.identity, new TaggedMap().set(1, 2));
    assert.equal(map.get(1), 2);
    Reflect.deleteProperty(globalThis, "OnGlobal");
  });

  test("values of another realm arrive as what they are", async () => {
    const [object, map, bytes, date] = runInNewContext(
      "[{ a: [1, { b: 2 }] }, new Map([[1, { c: 3 }]]), new Uint8Array([1, 2]), new Date(5)]",
    );
    const back = await share(1).submit(tasks.identity, { object, map, bytes, date });
    assert.deepEqual(back.object, { a: [1, { b: 2 }] });
    assert.deepEqual(back.map, new Map([[1, { c: 3 }]]));
    assert.deepEqual(back.bytes, Uint8Array.of(1, 2));
    assert.deepEqual(back.date, new Date(5));
  });
}
