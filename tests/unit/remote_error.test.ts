/** Errors as plain data and back, over the border's own copying. */

import assert from "node:assert/strict";
import { test } from "node:test";
import * as ours from "../../src/core/errors.ts";
import { packageError } from "../../src/core/realm.ts";
import { decodeError, encodeError, type ThrownError } from "../../src/wire/remote_error.ts";

/** An error as the other side gets it. */
function cross<E>(thrown: E): E {
  return decodeError(structuredClone(encodeError(thrown, "worker_1"))) as E;
}

/** The record of an error; fails for another value. */
function recordOf(thrown: unknown): ThrownError {
  const [record] = encodeError(thrown, "worker_1");
  assert.ok(record?.kind === "error");
  return record;
}

test("an error of the language or of this package arrives as its class", () => {
  const classes = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
  for (const Class of [...classes, ...Object.values(ours)]) {
    const error = cross(new Class("text"));
    assert.equal(Object.getPrototypeOf(error), Class.prototype, Class.name);
    assert.equal(error.message, "text");
    assert.equal(error.name, Class.name);
    assert.equal(String(error), `${Class.name}: text`);
  }
});

test("an error's name, message and stack are no enumerable properties", () => {
  class Custom extends Error {
    override name = "Custom";
  }
  const error = cross(new Custom("text", { cause: 1 }));
  assert.deepEqual(Object.keys(error), []);
  assert.ok(!Object.hasOwn(cross(new RangeError("text")), "name"));
});

test("an error of a class that is known here only arrives as the nearest one, by its name", () => {
  class StorageError extends RangeError {
    override name = "StorageError";
    readonly quota = 5;
  }
  const error = cross(new StorageError("too much"));
  assert.equal(Object.getPrototypeOf(error), RangeError.prototype);
  assert.equal(error.name, "StorageError");
  assert.equal(error.quota, 5);
  assert.equal(String(error), "StorageError: too much");
  class LateError extends ours.TimeoutError {}
  assert.ok(cross(new LateError()) instanceof ours.TimeoutError);
});

test("the stack is the worker's, with the worker's name as its last line", () => {
  const { stack } = new Error("text");
  const error = Object.assign(new Error("text"), { stack });
  assert.equal(cross(error).stack, `${stack}\n    at <worker_1>`);
});

test("own enumerable properties arrive, but for what can't be cloned", () => {
  const properties = { code: "E_FULL", errno: -28, detail: { at: [1n] }, nothing: null, zero: 0 };
  const error = Object.assign(new Error("text"), properties, {
    uncloneable: { inner: () => {} },
    fn: Math.pow,
    tag: Symbol("tag"),
  });
  Object.defineProperty(error, "hidden", { value: 1 });
  const { uncloneable, fn: _fn, tag: _tag, hidden, ...rest } = cross(error) as typeof error & {
    hidden?: number;
  };
  assert.deepEqual({ ...rest }, properties);
  assert.equal(uncloneable, undefined);
  assert.equal(hidden, undefined);
});

test("a chain of causes arrives, whatever is at its end", () => {
  const root = { reason: "disk" };
  const error = new Error("top", { cause: new TypeError("middle", { cause: root }) });
  const { cause } = cross(error) as { cause: TypeError };
  assert.ok(cause instanceof TypeError);
  assert.equal(cause.message, "middle");
  assert.deepEqual(cause.cause, root);
  assert.ok(!Object.keys(cause).includes("cause"));
});

test("a falsy cause is a cause, none is none", () => {
  for (const cause of [undefined, null, 0, "", false]) {
    const error = cross(new Error("text", { cause }));
    assert.ok("cause" in error);
    assert.equal(error.cause, cause);
  }
  assert.ok(!("cause" in cross(new Error("text"))));
});

test("AggregateError arrives with its errors, of their classes", () => {
  const error = cross(new AggregateError([new RangeError("one"), "two", undefined], "several"));
  assert.ok(error instanceof AggregateError);
  assert.equal(error.message, "several");
  assert.ok(error.errors[0] instanceof RangeError);
  assert.deepEqual(error.errors.slice(1), ["two", undefined]);
  assert.deepEqual(cross(new AggregateError([])).errors, []);
});

test("AggregateErrors may be nested", () => {
  const inner = new AggregateError([new TypeError("deep")], "inner");
  const outer = cross(new AggregateError([inner], "outer", { cause: new RangeError("why") }));
  assert.equal(outer.errors[0].errors[0].message, "deep");
  assert.ok(outer.cause instanceof RangeError);
});

test("DOMException arrives with its name and code", () => {
  const error = cross(new DOMException("stopped", "AbortError"));
  assert.ok(error instanceof DOMException);
  assert.equal(error.name, "AbortError");
  assert.equal(error.message, "stopped");
  assert.equal(error.code, DOMException.ABORT_ERR);
  assert.match(error.stack!, /at <worker_1>$/);
});

test("a cycle of causes arrives as a cycle", () => {
  const [first, second] = [new Error("first"), new Error("second")];
  first.cause = second;
  second.cause = first;
  const error = cross(first) as { cause: Error };
  assert.equal(error.cause.message, "second");
  assert.equal(error.cause.cause, error);
});

test("a cycle through an AggregateError's errors arrives as a cycle", () => {
  const several = new AggregateError([new Error("one")], "several");
  several.errors.push(several);
  several.errors[0].cause = several;
  const error = cross(several);
  assert.equal(error.errors[0].cause, error);
  assert.equal(error.errors[1], error);
});

test("any other value arrives as it is", () => {
  const values = [0, -0, "", "text", undefined, null, false, true, NaN, 5n, { some: ["object"] }];
  for (const value of values) {
    assert.deepEqual(encodeError(value, "worker_1"), [{ kind: "value", value }]);
    assert.deepEqual(cross(value), value);
  }
});

test("symbols and functions arrive as their text", () => {
  assert.equal(cross<unknown>(Symbol("reason")), "Symbol(reason)");
  assert.match(String(cross<unknown>(() => "a reason")), /a reason/);
});

test("an object without prototype that was thrown arrives", () => {
  const thrown = Object.assign(Object.create(null), { code: 5 });
  assert.equal(cross(thrown).code, 5);
});

test("an error without name, message or stack arrives", () => {
  for (const key of ["name", "message", "stack"] as const) {
    const error = Object.defineProperty(new TypeError("text"), key, { value: undefined });
    const arrived = cross(error);
    assert.ok(arrived instanceof TypeError);
    assert.equal(typeof arrived[key], "string");
  }
});

test("an error whose name or message is no text arrives with their text", () => {
  for (const [odd, text] of [[5, "5"], [null, "null"], [["a", "b"], "a,b"]]) {
    const error = Object.assign(new Error("text"), { name: odd, message: odd });
    assert.equal(recordOf(error).name, text);
    assert.equal(cross(error).message, text);
  }
});

test("a record is data that a border copies", () => {
  const error = Object.assign(new AggregateError([new Error("one")], "several", { cause: "why" }), {
    code: 1,
    fn: () => {},
  });
  const record = recordOf(error);
  assert.deepEqual(structuredClone(record), record);
});

test("decodeError() takes a class it doesn't know for an Error", () => {
  const record = { ...recordOf(new Error("text")), type: "FutureError", name: "FutureError" };
  const error = decodeError([record]) as Error;
  assert.equal(Object.getPrototypeOf(error), Error.prototype);
  assert.equal(error.name, "FutureError");
});

test("decodeError() makes a new error each time", () => {
  const record = recordOf(new Error("text"));
  assert.notEqual(decodeError([record]), decodeError([record]));
});

const trap = {
  enumerable: true,
  get(): never {
    throw new Error("in a getter");
  },
};

for (const key of ["name", "message", "stack", "cause", "detail"]) {
  test(`encodeError() of an error whose ${key} is a getter that throws`, () => {
    const error = Object.defineProperty(new RangeError("text"), key, trap);
    assert.ok(cross(error) instanceof RangeError);
  });
}

test("encodeError() of an error whose name, message or stack have no text", () => {
  for (const odd of [Symbol("s"), Object.create(null), { toString: 5, valueOf: 5 }]) {
    for (const key of ["name", "message", "stack"]) {
      const error = Object.defineProperty(new RangeError("text"), key, { value: odd });
      assert.ok(cross(error) instanceof RangeError, key);
    }
  }
});

test("encodeError() of an AggregateError whose errors are no array", () => {
  for (const errors of [5, "ab", new Set([1]), {}]) {
    const error = Object.assign(new AggregateError([], "several"), { errors });
    assert.ok(cross(error) instanceof AggregateError);
  }
});

test("encodeError() of a proxy that throws", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.doesNotThrow(() => encodeError(proxy, "worker_1"));
});

test("encodeError() of a cause chain of ten thousand", () => {
  let error = new Error("root");
  for (let n = 0; n < 10_000; n++) error = new Error(`${n}`, { cause: error });
  assert.equal(cross(error).message, "9999");
});

test("decodeError() of a DOMException with a code of its own", () => {
  class Odd extends DOMException {
    override readonly code = 5;
  }
  assert.ok(cross(new Odd("text", "AbortError")) instanceof DOMException);
});

test("own errors of an error that is no AggregateError arrive", () => {
  const error = cross(Object.assign(new Error("invalid"), { errors: ["name is missing"] }));
  assert.deepEqual(error.errors, ["name is missing"]);
});

test("a cause that two errors share is no cycle", () => {
  const root = new Error("root");
  const [one, two] = [new Error("one", { cause: root }), new Error("two", { cause: root })];
  const { errors } = cross(new AggregateError([one, two]));
  assert.equal(errors[0].cause?.message, "root");
  assert.equal(errors[1].cause?.message, "root");
});

test("an error that is both the cause and among the errors arrives as both", () => {
  const first = new Error("first");
  const error = cross(new AggregateError([first, new Error("second")], "all", { cause: first }));
  assert.equal(error.errors.length, 2);
  assert.equal((error.cause as Error).message, "first");
});

test("0 and -0 among an error's errors stay apart", () => {
  const { errors } = decodeError(encodeError(new AggregateError([0, -0, 0]))) as AggregateError;
  assert.deepEqual(errors.map((value) => Object.is(value, -0)), [false, true, false]);
});

test("an error of this package out of a minified bundle arrives as its class", () => {
  class a extends Error {
    static {
      this.prototype.name = "TimeoutError";
      Object.defineProperty(this.prototype, packageError, { value: true });
    }
  }
  class b extends a {}
  for (const Class of [a, b]) {
    const error = decodeError(structuredClone(encodeError(new Class("late"), "worker_1")));
    assert.ok(error instanceof ours.TimeoutError);
  }
});
