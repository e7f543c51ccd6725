/** What is found in values before they are cloned. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { CloneCheck } from "../../src/wire/cloneable.ts";

/** A border at which every object of a platform's class becomes an empty one. */
const swallowing = new CloneCheck(() => ({}));
/** One that refuses them. */
const refusing = new CloneCheck(() => {
  throw new Error("no");
});
/** One at which they stay what they are. */
const keeping = new CloneCheck((object) => object);

const refused = { name: "DataCloneError", message: "an object of class URL can't be cloned" };

test("look() finds what can't be cloned wherever clones look", () => {
  const url = new URL("http://a/b");
  const cycle: Record<string, unknown> = { url };
  cycle["self"] = cycle;
  const places = [
    ...[url, [url], { url }, new Map([[url, 1]]), new Map([[1, url]]), new Set([url]), cycle],
    ...[new Error("text", { cause: { url } }), Object.assign(Object.create(null), { url })],
    new (class {
      readonly url = url;
    })(),
    new (class extends URL {})("http://a/b"),
  ];
  for (const value of places) {
    for (const check of [swallowing, refusing]) assert.throws(() => check.look(value), refused);
    keeping.look(value);
  }
});

test("look() takes what is moved instead of cloned", () => {
  const { port1, port2 } = new MessageChannel();
  swallowing.look({ port1 }, [port1]);
  assert.throws(() => swallowing.look({ port2 }, [port1]), { name: "DataCloneError" });
});

test("look() takes a user's classes, whatever they look like", () => {
  class Own {}
  const Wrapped = new Proxy(class {}, {});
  Wrapped.prototype.constructor = Wrapped;
  const tagged = { [Symbol.toStringTag]: "Map" };
  Object.assign(globalThis, { Own });
  for (const value of [new Own(), new Wrapped(), tagged, Object.create(tagged)]) {
    swallowing.look(value);
  }
  Reflect.deleteProperty(globalThis, "Own");
});

test("look() runs a getter once, and gives what it gave", () => {
  let count = 0;
  const given = {
    get id() {
      return ++count;
    },
  };
  const { value: [copy, map] } = swallowing.look([given, new Map([[given, given]])] as const);
  assert.equal(count, 1);
  assert.deepEqual({ ...copy }, { id: 1 });
  assert.deepEqual([...map].flat(), [copy, copy]);
});

test("look() runs no getter if something else is refused", () => {
  let count = 0;
  const given = {
    get id() {
      return ++count;
    },
  };
  assert.throws(() => swallowing.look([given, new URL("http://a")]), { name: "DataCloneError" });
  assert.equal(count, 0);
});

test("look() tries a class out once, if it is taken", () => {
  let count = 0;
  const check = new CloneCheck((object) => (count++, object));
  check.look([new URL("http://a"), new URL("http://b")]);
  check.look(new URL("http://c"));
  assert.equal(count, 1);
});

test("look() tells how deep objects are nested, and whether memory of others is near", () => {
  const depths = [1, {}, [{}], { a: [[]], b: { c: [[[]]] } }].map((value) =>
    keeping.look(value).depth
  );
  assert.deepEqual(depths, [0, 0, 1, 4]);
  const ofPool = Buffer.from("abc");
  const isPooled = ofPool.length < ofPool.buffer.byteLength;
  assert.equal(keeping.look({ ofPool }).hasPoolSlices, isPooled);
  assert.equal(keeping.look({ bytes: new Uint8Array(8).subarray(2) }).hasPoolSlices, false);
});
