/** The source instrumenter: what it rewrites means what it meant. */

import assert from "node:assert/strict";
import * as nodeEvents from "node:events";
import * as nodePath from "node:path";
import { test } from "node:test";
import * as nodeUrl from "node:url";
import * as nodeUtil from "node:util";
import { instrument } from "../../src/instrument/instrument.ts";
import { checked, lines, outcome, parses, pulse, quiet } from "../fixtures/instrumented.ts";

/** Functions where a guess would go wrong; each returns something that tells. */
const tricky: readonly string[] = [
  // `/`, `}` and other places where tokens depend on the grammar.
  "() => { let g = 2, i = 1; const a = 8 /g/ i; if (a) /}{/.exec('}{'); return [a, a / 2 / g] }",
  "() => { const a = {} / 1, b = 4\n/2/1; return [a, b, /[/\\]}]/.source, +{} / 2, typeof /a/ ] }",
  "() => `a${[1, 2].map((n) => `${n}}${{ n }.n}`).join(`${`\\``}`)}$ {}`",
  "() => `$a$${1}$` + `${2}$b$$${3}$$`",
  "() => ((s, ...v) => s.raw.join('|') + v)`a${(() => 1)()}\\n${`}`}`",
  "() => { const a = { b: null }; return [a?.b?.c, a.b ?.5 : .25, a?.['b'], a.c?.(1), 1..toFixed()] }",
  "() => { const ünï = 1, \\u0061b = 2, $ = 3, _ = 4; return [ünï, ab, $, _, 0x1fn, 1_0e1, .5e-1] }",
  "() => { let a = 3, b = 0; while (a --> 0) b++; /* while (1) { */ // for (;;) {\n return b }",
  "() => { let a = 1, b = 2\na\n++b\nreturn [a, b] }",
  // Semicolons that are not there.
  "() => { let a = ''; for (const b of [1, 2]) a += b\n;[3].forEach((c) => a += c)\nreturn a }",
  "() => { let a = 0; for (const b of [1, 2]) a++\n++a\nreturn a }",
  "() => { let a = 0; do a++; while (a < 3) a += 10; return a }",
  "() => { let a = 0; for (const b of [1, 2, 3]) do a++; while (a % 2) a += 10; return a }",
  "() => { let a = []; x: for (const b of [1, 2]) for (const c of [3, 4]) continue x\n[a].push(1); return a }",
  "() => { let a = 0; b: for (;;) { for (const c of [1, 2]) break b\n/a/.test('a'), a++ } return a }",
  "() => { let a = 0; for (const b of [1, 2]) if (b > 2) return\na++; return a }",
  "() => { let a = 0; for (const b of [1, 2]) break\na = 5; return a }",
  "() => { for (var a = () => 1 in { x: 1 }); return a }",
  "(a = 0) => { if (!a) do a++; while (a < 3); else a = 9; return a }",
  "() => { let a = 0; async function f() {}\n/a/.test('a') && a++; return [a, /=/.test('=')] }",
  "(n = 0) => [...(function* (f) { for (const a of [1, 2]) yield\n(f)(); yield /a/.source + n })(() => n++)]",
  "() => { let f = () => {}\n/a/g.test('a'); let g = (a) => a\n;[f] = [1]; return g(2) }".replace(
    "const f",
    "let f",
  ),
  // Who owns the `else`, the `while`, the label.
  "(a = 2) => { let b = 'x'; if (a) while (a--) b += a; else b = 'y'; return b }",
  "(a = 1) => { if (a) for (const b of [0, 1]) if (b) return 'b'; else a = 5; else a = 6; return a }",
  "() => { let n = 0; a: for (let i = 0; i < 3; i++) b: for (;;) { n++; if (i % 2) continue a; break b } return n }",
  "() => { let n = 0; a: do { n++; while (true) { if (n < 3) continue a; break a } } while (n < 9); return n }",
  "(a = 2) => { switch (a) { case 1: case (() => 2)(): for (;;) break; case a ? 3 : 4: return 'x'; default: } }",
  "(a = 5) => { switch (a) { case 1: return 1; default: while (a--); case 7: { return a } } }",
  // Heads of loops.
  "() => { const a = []; for (let i = 0, f = () => i; i < 3; i++) a.push(f() + i); return a }",
  "() => { const a = []; for (let i = 0; i < 3; i++) a.push(() => i); return a.map((f) => f()) }",
  "() => { const a = []; for (const { b = 'x' in { x: 1 }, c: [d = 2] = [] } of [{}, { b: 1 }]) a.push(b, d); return a }",
  "() => { let c = ''; for (var a = ('b' in { b: 1 }) ? 2 : 3, f = () => 7; a--;) c += f(); return c }",
  "() => { let a = 3, b; while (b = a--, b) if (b == 1) break; return [a, b] }",
  "() => { let a, b = 0; for (a of [1, 2]) b += a; for (a in { x: 1 }) b += a; for ([a] of ['y']) b += a; return b }",
  "() => { const of = [[1], [2]], a = []; for (const b of of) a.push(b); for (const of of [3]) a.push(of); for (const async of [4]) a.push(async); return a }",
  "() => { let a = 0; for (let of = 0; of < 2; of++) a++; for (var let_ of [1]) a++; return a }",
  // Loops that are read by index, or not.
  "() => { let s = ''; for (const a of 'a😀b') { s += a; } for (const a of new Set([1, 2])) { s += a; } return s }",
  "() => { let s = 0; const a = [1, 2]; for (const b of a) { if (s < 9) a[a.length] = b; s += b; } return [s, a] }",
  "() => { const a = [1, , 3], s = [0, 0]; for (var b of a) { s[s.length] = b; } return [s, b] }",
  "() => { let s = 0; a: for (const b of [[1, 2], [3, 4]]) { for (const c of b) { if (c == 2) continue a; if (c == 4) break a; s += c; } } return s }",
  "() => { let s = 0; for (const b of Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)) { if (b % 2) continue; if (b > 8) break; s += b; } return s }",
  "() => { let s = 0; for (const { length: [b = 2] = [3] } of [{}, { length: [4] }, [], { length: [] }].slice(0, 2)) { s += b; } return s }",
  "(a = undefined) => { for (const b of a) { b; } }",
  "(a = { length: 1, 0: 1 }) => { for (const b of a) { b; } }",
  "() => { const a = [1, 2]; a[Symbol.iterator] = function* () { yield 7 }; let s = 0; for (const b of a) { s += b; } return s }",
  "() => { let s = 0, n = 0; const g = function* () { try { yield 1; yield 2 } finally { n++; } }; for (const b of g()) { if (b > 1) break; s += b; } return [s, n] }",
  "function f() { const g = function () { let s = 0; for (const b of arguments) { s += b; } return s }; return g(1, 2, 3) }",
  "() => { let s = 0; for (let i = 0; i < 5; i++) { if (i == 1) continue; for (let j = i; j < 4; j += 2) { if (j == 3) continue; s += j; } if (s > 7) break; } return s }",
  "() => { const s = { a: 'x\\\ny' }; for (let i = 0; i < 2; i++) { s.a += 'p\\\nq'; } return s }",
  // Words that are names here and keywords there.
  "() => { const a = { while: 1, for: 2, if() { return 3 }, get do() { return 4 }, async: 5, get: 6, static: 7 }; return [a.while, a.for, a.if(), a.do, a.async, a.get, a.static, a?.while] }",
  "() => { var async = (a) => a, get = 1, set = 2, of = 3, yield_ = 4; return [async(5), async\n(6), { get, set, of, async }.of] }",
  "() => { var await = 8, yield = 4, let = 2; let\n/yield/1; return [await / yield / let, yield] }",
  "() => { var let = 1; let = 2; let\n/2/ 1; return [let, let / 2] }",
  "() => { var async = 1, await = 4, g = 1; async\nfunction f() { return await /2/ g } return [f(), async] }",
  "() => { var async, await = 4, g = 1; async\nb => await /2/ g; return [(async => await /2/ g)(1), { async() { return await /2/ g } }.async()] }",
  "() => { async: for (;;) break async; yield: while (0); await: { break await } return 1 }",
  // Functions of all kinds.
  "async (a = 1) => { for await (const b of [a, Promise.resolve(2)]) a += b; while (await Promise.resolve(a-- > 0)); return a }",
  "async () => { const f = async ({ a }, [b]) => a + await b, g = async a => await a; return [await f({ a: 1 }, [2]), await g(3)] }",
  "async () => { let s = ''; for await (const a of (async function* () { yield 1; yield await 2 })()) s += a; return s }",
  "() => { const g = function* (a) { while (yield a) a++; return yield* [7, yield] }; const i = g(1); return [i.next(), i.next(1), i.next(0), i.next(), i.next()] }",
  "() => [function () { 'use strict'; return this }(), function () { return typeof this }(), (function () { 'a'; 'use strict'\nreturn this })()]",
  "function f(n = 5) { return n < 2 ? n : f(n - 1) + f(n - 2) }",
  "function f() { return [f.name, f.length, new.target, new (function () { this.a = new.target.name })().a, arguments.length] }",
  "() => { const a = () => {}, b = (x) => ({}), c = { d: (x, y) => x, e() {} }; return [a.name, b(1), c.d.name, c.d.length, c.e.name] }",
  "() => (a => b => c => a ? b => c : c ? { a } : [b])(0)(1)(2)",
  "() => ((a, { b = () => 1, ...c } = {}, [d = function () { return 2 }] = [], ...e) => [a, b(), c, d(), e])(0)",
  // Classes.
  "() => { class A { constructor() { this.a = 1 } } class B extends A { constructor() { super(); this.b = super.c } get c() { return 2 } } return { ...new B() } }",
  "() => { class A { a\nb = 1\n'c' = () => this.b\nstatic d = 2; static { for (const x of [1, 2]) this.d += x } #e = 3; static #f() { return 4 } g() { return [this.#e, A.#f(), #e in this] } } return [new A().g(), A.d, new A().c()] }",
  "() => { class A { static async\n*gen() { yield 1 } get\nx() { return 2 } static get = 3; set\ny(a) {} async\nz() { return 4 } } return [[...A.prototype.gen?.() ?? []], new A().x, A.get, new A().z()] }",
  "() => { const k = 'x'; class A extends (class { [k]() { return 1 } }) { [k + 1]() { for (;;) return super[k]() } static *[Symbol.iterator]() { yield* [1, 2] } } return [new A().x1(), ...A] }",
  "() => { try { throw { a: 1 } } catch ({ a, b = () => 2 }) { return [a, b()] } finally { for (const x of []) ; } }",
];

test("instrument() keeps the meaning of functions that are hard to read", async () => {
  for (const source of tricky) {
    const text = checked(source);
    assert.ok(parses(source), source);
    assert.notEqual(text, source, source);
    assert.equal(lines(text), lines(source), text);
    const expected = await outcome(source);
    assert.deepEqual(await outcome(text), expected, text);
    assert.deepEqual(await outcome(text, [], pulse()), expected, text);
  }
});

/**
 * A grammar to compose functions from. A word in capitals stands for one of its texts; at the
 * bottom, for the first. `t` traces a value and returns it, `NAME` is new in each text.
 */
const grammar: Readonly<Record<string, readonly string[]>> = {
  FUNCTION: ["async function f(t, x = 3) { TOP; TOP\nTOP; TOP\nreturn t(x) }"],
  TOP: [
    "STATEMENT",
    "for await (const NAME of [1, t(2)]) BODY",
    "await (async y => { BODY; for await (const NAME of [y]) BODY })(x);",
  ],
  STATEMENT: [
    "x = (x + t(1) + EXPRESSION) % 7",
    "if (CONDITION) BODY else BODY",
    "for (const NAME of [1, 2]) BODY",
    "for (const NAME of [1, x, 2]) { if (NAME == x) continue; x = (x + NAME) % 9; if (x == 5) break; }",
    "for (let NAME = 0; NAME < 3; NAME++) { if (x == NAME) continue; for (let y = 0; y < x; y += 2) { x = x - y; } x += 1; }",
    "for (const NAME in { a: 1, b: 2 }) if (CONDITION) BODY else BODY",
    "for (let NAME = 0; NAME < 2; NAME++) BODY",
    "for (var NAME = 2, u = () => 'x' ;;) { BODY\nif (!NAME--) break }",
    "{ let NAME = 2; while (t(3), NAME--) BODY }",
    "{ let NAME = 0; do BODY while (++NAME < 2) t(4) }",
    "NAME: for (const y of [1, 2]) { BODY\nif (CONDITION) continue NAME\nBODY }",
    "switch (x) { case t(1) % 7: BODY\nbreak; default: BODY\ncase 2: }",
    "try { BODY\nif (CONDITION) throw 1 } catch { BODY } finally { t(5) }",
    "t(EXPRESSION / 2) /EXPRESSION/ 2",
    "[t(0)].map(y => y)",
    "{ /}[/]/.test('}/') && t(0) }",
  ],
  BODY: [
    "{ STATEMENT }",
    "t(EXPRESSION);",
    "STATEMENT\n",
    "{ STATEMENT//}\nSTATEMENT; STATEMENT }",
  ],
  CONDITION: [
    "x > 3",
    "x % 2",
    "t(6) / 2 > 1 /2",
    "'x' in { x }",
    "(t(7), x < 4)",
    "/x/.test(`${x}x`)",
  ],
  EXPRESSION: [
    "x",
    "`${t(8)}}`.length",
    "[/}/g, /[/]/].length",
    "(CONDITION ? (y => y)(EXPRESSION) : t(9))",
    "((y, z = 2) => EXPRESSION)(1)",
    "(() => { BODY\nBODY; return EXPRESSION })()",
    "[1, 2].map(y => t(y) ? z => y : EXPRESSION).length",
    "[...(function* () { BODY\nyield\n; yield* [EXPRESSION] })()].length",
    "({ get while() { BODY\nreturn EXPRESSION } }).while",
    "new (class { a = () => EXPRESSION\nstatic { for (const y of [1, 2]) t(y) } m() { return this.a() } })().m()",
  ],
};

/** Whole numbers below `n`, the same for the same seed: a linear congruential generator. */
function random(seed: number): (n: number) => number {
  return (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor(seed / 2 ** 32 * n);
  };
}

function compose(symbol: string, depth: number, below: (n: number) => number): string {
  const texts = grammar[symbol] ?? [];
  const text = texts[depth > 0 ? below(texts.length) : 0] ?? "";
  const name = `n${below(1e9)}`;
  return text.replace(
    /[A-Z]{3,}/g,
    (word) => word === "NAME" ? name : compose(word, depth - 1, below),
  );
}

/** The trace of a composed function, cut off: composed loops can be long. */
async function trace(source: string, $gil = quiet): Promise<unknown[]> {
  const steps: unknown[] = [];
  const t = (value: number): number => {
    if (steps.push(value) > 2000) throw new Error("long enough");
    return value;
  };
  return [await outcome(source, [t], $gil), ...steps];
}

test("instrument() keeps the trace of composed functions", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const source = compose("FUNCTION", 6, random(seed));
    const text = checked(source);
    assert.ok(parses(source), source);
    assert.notEqual(text, source, source);
    assert.equal(lines(text), lines(source), text);
    const expected = await trace(source);
    assert.deepEqual(await trace(text), expected, text);
    assert.deepEqual(await trace(text, pulse()), expected, text);
  }
});

/** All functions reachable from a value without running any of them. */
function reachable(value: unknown, found = new Set<object>()): Set<object> {
  const object = typeof value === "object" || typeof value === "function" ? value : null;
  if (object === null || found.has(object) || found.size > 5000) return found;
  found.add(object);
  for (const property of Object.values(Object.getOwnPropertyDescriptors(object))) {
    for (const next of [property.value, property.get, property.set]) reachable(next, found);
  }
  return found;
}

test("instrument() returns what parses for the functions of real modules", () => {
  const roots = [nodeUtil, nodePath, nodeUrl, nodeEvents, assert, instrument];
  const sources = [...reachable(roots)].filter((value) => typeof value === "function").map(String);
  const functions = [...sources, ...sources.map((method) => `({ ${method} })`)].filter(parses);
  for (const source of functions) {
    const text = checked(source);
    assert.ok(parses(text) && lines(text) === lines(source), text);
  }
  assert.ok(functions.some((source) => checked(source) !== source));
});
