/** What each kind of function becomes on the wire, what is refused, and what is one reference. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { taskReference } from "../../src/core/realm.ts";
import { importTasks } from "../../src/wire/import_tasks.ts";
import { bindsOwnName, isBindable, isSelfContained } from "../../src/wire/source_text.ts";
import { describeTask, taskRefOf } from "../../src/wire/task_ref.ts";
import { collectGarbage } from "../fixtures/collect_garbage.ts";
import { written } from "../fixtures/written.ts";

type AnyFunction = (...args: never[]) => unknown;

const sourceOf = (fn: AnyFunction) => taskRefOf(fn).reference;

test("taskRefOf() of an imported task is its module and name", () => {
  const { resize } = importTasks<{ resize(): void }>("https://example.com/tasks.ts");
  const ref = taskRefOf(resize);
  assert.deepEqual(ref.reference, {
    kind: "export",
    module: "https://example.com/tasks.ts",
    name: "resize",
  });
  assert.equal(describeTask(ref), "resize");
});

test("taskRefOf() of a function of this package is what it carries, assets too", () => {
  const fn = () => 0;
  const assets = () => new Uint8Array();
  Object.defineProperty(fn, taskReference, { value: { kind: "kernel", name: "sum", assets } });
  const ref = taskRefOf(fn);
  assert.deepEqual(ref.reference, { kind: "kernel", name: "sum" });
  assert.equal(ref.assets, assets);
  assert.equal(describeTask(ref), "sum");
});

test("taskRefOf() of a built-in is the way to it from globalThis", () => {
  const path = (fn: AnyFunction) => {
    const { reference } = taskRefOf(fn);
    assert.ok(reference.kind === "global");
    return reference.path;
  };
  assert.deepEqual(path(Math.pow), ["Math", "pow"]);
  assert.deepEqual(path(BigInt.asUintN), ["BigInt", "asUintN"]);
  assert.deepEqual(path(JSON.stringify), ["JSON", "stringify"]);
  assert.deepEqual(path(decodeURIComponent), ["decodeURIComponent"]);
  assert.deepEqual(path(Number), ["Number"]);
  assert.equal(describeTask(taskRefOf(Math.pow)), "Math.pow");
});

test("taskRefOf() of any other function is its name and text", () => {
  const add = written("(a, b) => a + b");
  assert.deepEqual(sourceOf(add), { kind: "source", name: "", text: "(a, b) => a + b" });
  assert.equal(describeTask(taskRefOf(add)), "an anonymous function");
  const named = written("async function fetchAll(urls) { return urls; }");
  assert.deepEqual(sourceOf(named), {
    kind: "source",
    name: "fetchAll",
    text: "async function fetchAll(urls) { return urls; }",
  });
  assert.equal(describeTask(taskRefOf(named)), "fetchAll");
});

test("taskRefOf() gives a function one reference, and one to all of the same name and text", () => {
  const make = () => written("(n) => n * 2");
  const double = make();
  assert.equal(taskRefOf(double), taskRefOf(double));
  assert.equal(taskRefOf(make()), taskRefOf(double));
  const named = { double: make() }.double;
  Object.defineProperty(named, "name", { value: "double" });
  assert.notEqual(taskRefOf(named), taskRefOf(double));
  assert.notEqual(taskRefOf(written("(n) => n * 3")), taskRefOf(double));
  assert.equal(taskRefOf(Math.pow), taskRefOf(Math.pow));
});

test("references have numbers of their own", () => {
  const ids = [Math.min, Math.max, written("() => 1"), written("() => 2")].map((fn) =>
    taskRefOf(fn).id
  );
  assert.equal(new Set(ids).size, 4);
});

test("taskRefOf() refuses what is no function", () => {
  for (const [value, text] of [[5, "5"], [null, "null"], ["f", "f"], [Symbol("s"), "Symbol(s)"]]) {
    assert.throws(() => taskRefOf(value as never), {
      name: "TypeError",
      message: `Cannot submit: not a function: ${String(text)}`,
    });
  }
});

test("taskRefOf() refuses methods, accessors and classes, and says what to do", () => {
  const fix = "submit a function, or one of a module through importTasks()";
  const texts: [string, string][] = [
    ["{ method() { return 1; } }.method", "method"],
    ["{ async later() {} }.later", "later"],
    ["{ *each() {} }.each", "each"],
    ["{ async *eachLater() {} }.eachLater", "eachLater"],
    ['{ "two words"() {} }["two words"]', "two words"],
    ["{ [`a${1}`]() {} }.a1", "a1"],
    ["{ 7() {} }[7]", "7"],
    ["{ async() {} }.async", "async"],
    ["{ get() {} }.get", "get"],
    ["{ set(x) {} }.set", "set"],
    ["Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x').get", "get x"],
    ["Object.getOwnPropertyDescriptor({ set x(y) {} }, 'x').set", "set x"],
    ["class Local {}", "Local"],
    ["class extends Object {}", "an anonymous function"],
    ["class { static make() {} }.make", "make"],
    ["new (class { #hidden() {} get() { return this.#hidden; } })().get()", "#hidden"],
    [
      "new (class { #own = 1; get() { return () => this.#own; } })().get()",
      "an anonymous function",
    ],
  ];
  for (const [text, name] of texts) {
    assert.throws(() => taskRefOf(written(text)), {
      name: "TypeError",
      message:
        `Cannot submit ${name}: it is a method or a class, or uses import.meta, super or a private name; ${fix}`,
    }, text);
  }
});

test("taskRefOf() refuses a function that uses import.meta, and names it", () => {
  assert.throws(() => taskRefOf(() => import.meta.url), {
    name: "TypeError",
    message: /it is a method or a class, or uses import\.meta, super or a private name; /,
  });
});

test("taskRefOf() refuses bound and hidden native functions, and says what to do", () => {
  const iterator = [][Symbol.iterator]();
  for (
    const [fn, name] of [
      [function work() {}.bind(null), "bound work"],
      [(() => {}).bind(null), "bound"],
      [Array.prototype.slice, "slice"],
      [Object.getPrototypeOf(iterator).next, "next"],
      [new Proxy(() => 1, {}), "an anonymous function"],
    ] as [AnyFunction, string][]
  ) {
    assert.throws(() => taskRefOf(fn), (error: Error) => {
      assert.equal(error.name, "TypeError");
      assert.match(error.message, /: it is native or bound and not reachable from globalThis; /);
      assert.match(error.message, /submit a function that calls it.*importTasks\(\)$/);
      assert.ok(error.message.startsWith(`Cannot submit ${name}: `), error.message);
      return true;
    });
  }
});

test("a function that the program put on globalThis itself is sent as its text", () => {
  const home = globalThis as Record<string, unknown>;
  home["putHere"] = () => 1;
  try {
    assert.equal(taskRefOf(home["putHere"] as AnyFunction).reference.kind, "source");
  } finally {
    delete home["putHere"];
  }
});

test("isSelfContained() takes functions and arrows, however they are written", () => {
  for (
    const text of [
      "function () {}",
      "function(){}",
      "function named(a, b) { return a; }",
      "function* each() { yield 1; }",
      "async function later() {}",
      "async function* eachLater() {}",
      "async\tfunction\n() {}",
      "() => 1",
      "(a, { b = ')' }, ...rest) => ({ a, b })",
      "x => x",
      "$ => $",
      "größe=>größe",
      "async => async",
      "get => get",
      "async x => await x",
      "async (x) => x",
      "async(x)=>x",
      "async ({ a }, [b]) => { return a; }",
      "async () => { return (function () {})(); }",
      "(x) => { return 'class A { method() {} }'; }",
    ]
  ) assert.equal(isSelfContained(text), true, text);
});

test("isSelfContained() takes no method and no class", () => {
  for (
    const text of [
      "method() {}",
      "method(a = () => 1) {}",
      "async later() {}",
      "async() {}",
      "async(a, b) { return a; }",
      "*each() {}",
      "async *eachLater() {}",
      "get x() { return 1; }",
      "set x(y) {}",
      "get() {}",
      "[Symbol.iterator]() {}",
      '"function"() {}',
      "functional() {}",
      "asyncThing(x) {}",
      "class {}",
      "class A extends B {}",
      "#hidden() {}",
      "1() {}",
    ]
  ) assert.equal(isSelfContained(text), false, text);
});

test("bindsOwnName() tells functions with a name in their text", () => {
  for (
    const text of [
      "function f() {}",
      "function $() {}",
      "function *each() {}",
      "function* each() {}",
      "function*each() {}",
      "async function f () {}",
      "function\nf() {}",
    ]
  ) assert.equal(bindsOwnName(text), true, text);
  for (
    const text of [
      "function () {}",
      "function() {}",
      "async function () {}",
      "() => function f() {}",
      "async () => 1",
      "functional => 1",
      "async => 1",
    ]
  ) assert.equal(bindsOwnName(text), false, text);
});

test("isBindable() tells names that a declaration may have", () => {
  for (const name of ["f", "$", "_", "größe", "async", "get", "of", "f1", "undefined_"]) {
    assert.equal(isBindable(name), true, name);
  }
  const others = ["", "1", "a b", "a-b", "get x", "#f", "class", "let", "yield", "eval", "default"];
  for (const name of [...others, "f = 1, g", "a;b", "bound f"]) {
    assert.equal(isBindable(name), false, name);
  }
});

test("bindsOwnName() of functions without a name", () => {
  for (const text of ["function*() {}", "function * () {}", "function /* f */ () {}"]) {
    assert.equal(bindsOwnName(text), false, text);
  }
});

test("isSelfContained() of unusual arrows and methods", () => {
  for (
    const text of [
      "async (f = function () {}) => f",
      "async /* later */ (x) => x",
      "async/**/function () {}",
      "x /* number */ => x",
    ]
  ) assert.equal(isSelfContained(text), true, text);
  for (const text of ["async(x = f()) {}", "function(x) { super.x(); }"]) {
    assert.equal(isSelfContained(text), false, text);
  }
});

test("a name with a space is not taken for a part of the text", () => {
  const named = (name: string, text: string) =>
    Object.defineProperty(new Function(`return (${text})`)(), "name", { value: name });
  const one = taskRefOf(named("a", "async x => 1"));
  const two = taskRefOf(named("a async", "x => 1"));
  assert.notEqual(one, two);
});

test("a function whose name is no text is refused or sent, not a TypeError of ours", () => {
  const fn = Object.defineProperty(() => "odd name", "name", { value: 5 });
  assert.equal(taskRefOf(fn).reference.kind, "source");
});

test("a function that is gone is forgotten with its text, after some thousand others", async () => {
  const made = (n: number) => written(`() => ${n} + "never again"`);
  const refs = Array.from({ length: 3000 }, (_, n) => new WeakRef(taskRefOf(made(n))));
  for (let round = 0; round < 3; round++) await collectGarbage();
  const kept = refs.filter((ref) => ref.deref() !== undefined).length;
  // Bun's collector takes a few for referred to that are not.
  assert.ok(kept < 1100, `${kept} are kept`);
  assert.ok(kept >= 1000, `${kept} are kept`);
});
