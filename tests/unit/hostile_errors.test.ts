/** Errors that defend themselves, and records of what is none: an error all the same. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { registerError } from "../../src/wire/error_classes.ts";
import {
  decodeError,
  encodeError,
  type ErrorRecord,
  type ThrownError,
} from "../../src/wire/remote_error.ts";

/** A record of an error of a class of the user's. */
function recordBelow(...subclasses: readonly string[]): ErrorRecord {
  const [record] = encodeError(new Error("text"), "worker_1") as [ThrownError];
  return [{ ...record, subclasses, name: "OddError" }];
}

test("decodeError() runs no accessor of a registered class, whatever it is called", () => {
  class EarlyError extends Error {}
  class LaggardError extends Error {}
  registerError(LaggardError);
  const ran: string[] = [];
  for (const key of ["name", "message", "stack", "cause", "detail", "constructor", "toString"]) {
    const run = (): never => {
      ran.push(key);
      throw new Error(key);
    };
    for (const { prototype } of [EarlyError, LaggardError]) {
      Object.defineProperty(prototype, key, { get: run, set: run });
    }
  }
  registerError(EarlyError);
  ran.length = 0;
  for (const Class of [EarlyError, LaggardError]) {
    const [record] = recordBelow(Class.name) as [ThrownError];
    const links = [["cause", 1], ["errors", [0, 1]]] as const;
    const value = { kind: "value", value: 7 } as const;
    const detail = ["detail", "some"] as const;
    const error = decodeError([{ ...record, properties: [detail], links }, value]) as Error;
    assert.equal(Object.getPrototypeOf(error), Class.prototype);
    const { name, message, stack, cause } = error;
    assert.deepEqual([name, message, stack, cause], ["OddError", "text", record.stack, 7]);
  }
  assert.deepEqual(ran, []);
});

test("a registered class has its errors' message, whatever class the task's error extended", () => {
  class StrayError extends Error {}
  registerError(StrayError);
  const [record] = recordBelow("StrayError") as [ThrownError];
  for (const type of ["DOMException", "AggregateError", "TimeoutError", "unknown"]) {
    const error = decodeError([{ ...record, type }]) as Error;
    assert.equal(Object.getPrototypeOf(error), StrayError.prototype);
    assert.deepEqual([error.name, error.message], ["OddError", "text"], type);
  }
});

test("decodeError() asks a registered class for nothing, though it be a proxy or bound", () => {
  const asked: PropertyKey[] = [];
  class ProxiedError extends Error {}
  const proxied = new Proxy(ProxiedError, {
    get: (target, key, receiver) => (asked.push(key), Reflect.get(target, key, receiver)),
    construct: (target) => (asked.push("new"), new target()),
  });
  class BoundError extends Error {}
  const bound = BoundError.bind(undefined);
  const prototype = { get: () => (asked.push("prototype"), BoundError.prototype) };
  Object.defineProperties(bound, { prototype, name: { value: "BoundError" } });
  for (const errorClass of [proxied, bound]) registerError(errorClass as typeof Error);
  asked.length = 0;
  assert.ok(decodeError(recordBelow("ProxiedError")) instanceof ProxiedError);
  assert.ok(decodeError(recordBelow("BoundError")) instanceof BoundError);
  assert.deepEqual(asked, []);
});

test("decodeError() of what is no record is an error that says so", () => {
  const [record] = recordBelow() as [ThrownError];
  const of = (part: object): unknown => [{ ...record, ...part }];
  const rubbish: readonly unknown[] = [
    ...[7, "no", null, undefined, {}, [], [null], [7], [{}], Int32Array.of(1), [{ kind: "odd" }]],
    ...[of({ type: 7 }), of({ name: {} }), of({ message: ["a"] }), of({ stack: undefined })],
    ...[of({ subclasses: "A" }), of({ properties: {} }), of({ properties: [7] })],
    ...[of({ properties: [[{}, 1]] }), of({ links: null }), of({ links: [[["k"], 0]] })],
    ...[of({ links: [["cause", 1]] }), of({ links: [["cause", -1]] })],
    ...[of({ links: [["cause", "length"]] }), of({ links: [["errors", [0, 0.5]]] })],
  ];
  for (const one of rubbish) {
    const error = decodeError(one as ErrorRecord) as Error;
    assert.match(`${error}`, /^DataCloneError: Cannot receive an error: /, JSON.stringify(one));
  }
});

test("decodeError() of a type or a property called as what every object has", () => {
  for (const name of ["__proto__", "constructor", "hasOwnProperty", "toString"]) {
    const [record] = recordBelow(name) as [ThrownError];
    const links = [[name, 0]] as const;
    const error = decodeError([{ ...record, type: name, links }]) as Error;
    assert.equal(Object.getPrototypeOf(error), Error.prototype);
    assert.equal(Object.getOwnPropertyDescriptor(error, name)?.value, error);
  }
});

for (const trapped of ["ownKeys", "has", "getPrototypeOf", "getOwnPropertyDescriptor"] as const) {
  test(`encodeError() of an error behind a proxy whose ${trapped} trap throws`, () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      let looks = 0;
      const trap = (...args: readonly unknown[]): unknown => {
        if (looks++ >= quiet) throw new Error("trapped");
        return Reflect.apply(Reflect[trapped], undefined, args);
      };
      const error = new Proxy(new RangeError("text"), { [trapped]: trap });
      assert.doesNotThrow(() => decodeError(encodeError(error)), `after ${quiet} looks`);
    }
  });
}
