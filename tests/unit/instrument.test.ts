/** The source instrumenter: what it inserts, where, and how often its checks run. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { LockPulse } from "../../src/core/realm.ts";
import { instrument } from "../../src/instrument/instrument.ts";
import { checked, compile, pulse, quiet } from "../fixtures/instrumented.ts";

/** How often the check runs in one call of the function. */
async function checks(source: string, ...args: unknown[]): Promise<number> {
  let count = 0;
  await compile(checked(source), pulse(() => count++))(...args);
  return count;
}

const entry = "$gil.look[0]!==0&&$gil.check()";
const turn = "(--$gil0<0||$gil.look[0]!==0)&&($gil0=1024,$gil.check());";

/** A loop in two: its turn, as often as nobody asks. */
function split(turn: string, times = 1): string {
  const turns = times === 8 ? 8192 : 1024;
  return `$gil1:for(;;$gil.check()){let $gil1k=${turns / times};` +
    `do{${turn.repeat(times)}}while(--$gil1k>0&&!($gil.look[0]!==0))}`;
}

/** The check at work, a text before and after. */
const shapes: readonly (readonly [string, string])[] = [
  ["function f(a) { return a }", `function f(a) { ;${entry};return a }`],
  ['() => { "use strict"; a() }', `() => { "use strict"; ;${entry};a() }`],
  ["() => { 'use strict'\n 'b'\n a() }", `() => { 'use strict'\n 'b'\n ;${entry};a() }`],
  ['() => { "use strict" }', `() => { "use strict" ;${entry};}`],
  ["a => b => ({ a, b })", `a => (${entry},(b => ((${entry},({ a, b })))))`],
  ["async a => await a // b", `async a => (${entry},($gil.resume(await a))) // b`],
  ["function* a() { yield* b }", `function* a() { ;${entry};$gil.resume(yield* b) }`],
  ["a => { while (a) b() }", `a => { ;${entry};${split("if(!(a))break $gil1;b();")} }`],
  [
    "a => { do a(); while (b, c) d }",
    `a => { ;${entry};${split("a();;if(!(b, c))break $gil1;")} d }`,
  ],
  ["a => { for (;;) { break; } }", `a => { ;${entry};${split("{ break $gil1; };", 8)} }`],
  [
    "a => { let b = 0; while (b < a) {\n b++;\n} return b }",
    `a => { ;${entry};let b = 0; ${
      split("if(!(b < a))break $gil1;{ b++; };", 8)
        .replace("{ b++; }", "{\n b++;\n}").replaceAll("{ b++; }", "{  b++; }")
    } return b }`,
  ],
  [
    "a => { for (let b = 0; b < a; b++) { if (b) continue } }",
    `a => { ;${entry};{let b = 0;` +
    `${split("if(!(b < a))break $gil1;$gil1b:{{ if (b) break $gil1b; }}b++;")}} }`,
  ],
  [
    "a => { for (let b = 0; b < a; b++) c(() => b) }",
    `a => { ;${entry};let $gil0=1024;for (let b = 0; b < a; b++) {${turn}c(() => (${entry},(b)))} }`,
  ],
  [
    "a => { let b = 0; for (const c of a) b += c; return b }",
    `a => { ;${entry};let $gil0=1024;let b = 0; {const $gil1o=a;if($gil.isIndexed($gil1o)){` +
    `let $gil1i=0;${
      split("{if(!($gil1i<$gil1o.length))break $gil1;const c=$gil1o[$gil1i++];b += c;;}", 8)
    }}else for(const c of a){${turn}b += c;}} return b }`,
  ],
  ["a => { for (b of a) c\nd }", `a => { ;${entry};let $gil0=1024;for (b of a) {${turn}c}\nd }`],
  [
    "async a => { for await (b of a) c; try { d } catch { e } finally { f } }",
    `async a => { ;${entry};let $gil0=1024;{for await (b of a) {${turn}c;};${entry};} ` +
    `try { d } catch {;${entry}; e } finally {;${entry}; f } }`,
  ],
  ["({ a() {}, get b() {} })", `({ a() {;${entry};}, get b() {;${entry};} })`],
];

/** Texts that come back as they were: nothing to check, or nothing that is surely known. */
const untouched: readonly string[] = [
  "m() { while (a) b() }",
  "get a() { return 1 }",
  "function f(o) { with (o) { while (a) b() } }",
  "($gil) => { while ($gil) a() }",
  "() => { while (a }",
  "() => ({ a",
  "() => { @a class B {} }",
  "`${() => 1",
  "",
];

test("instrument() inserts checks at function entries and loop turns, and nothing else", () => {
  for (const [source, expected] of shapes) assert.equal(checked(source), expected);
});

test("instrument() returns a text as it was when in doubt", () => {
  for (const source of untouched) assert.equal(checked(source), source);
  const deep = "(".repeat(1e5) + "() => 1" + ")".repeat(1e5);
  assert.ok([deep, deep.replace("1", `(${entry},(1))`)].includes(checked(deep)));
});

test("instrument() has a loop of n turns run the check once a turn", async () => {
  const one = 1; // At the entry.
  assert.equal(await checks("(n) => { while (n--) isNaN(n) }", 10), one + 10);
  assert.equal(await checks("(n) => { do isNaN(n); while (--n) }", 11), one + 10);
  assert.equal(await checks("(n) => { for (let i = 0; i < n; i++) isNaN(i) }", 10), one + 10);
  assert.equal(await checks("(n) => { for (let i = 0; i < n; i++) { i; } }", 20), one + 16 / 8);
  assert.equal(await checks("(n) => { for (let i = 0; i < n; i++) (() => i); }", 10), one + 10);
  assert.equal(await checks("(n) => { for (;;) if (!n--) break }", 10), one + 10);
  assert.equal(await checks("(a) => { for (const b of a) isNaN(b); }", Array(10)), one + 10);
  assert.equal(await checks("(a) => { for (const b of a) { b; } }", Array(20)), one + 16 / 8);
  assert.equal(
    await checks("(a) => { for (const b of a) { b; } }", new Set(Array(9).keys())),
    one + 9,
  );
  assert.equal(await checks("(a) => { for (const b in a) { continue } }", { x: 1, y: 2 }), one + 2);
  assert.equal(
    await checks("async (a) => { for await (const b of a) a }", Array(10)),
    one + 10 + one,
  );
  assert.equal(
    await checks("(n) => { a: while (n) for (;;) { n--; continue a } }", 10),
    one + 10,
  );
});

test("instrument() has a loop look exactly now and then when nobody seems to ask", async () => {
  for (
    const loop of [
      "while (n--)",
      "for (let i = 0; i < n; i++)",
      "for (let i = 0; i < n; i++) (() => i)",
      "for (const i of Array(n))",
    ]
  ) {
    let count = 0;
    const seldom = { ...quiet, check: () => count++ } as unknown as LockPulse;
    await compile(checked(`(n) => { ${loop}; }`), seldom)(20_480);
    assert.ok(count >= 2 && count <= 20, `${loop} ${count}`);
  }
});

test("instrument() keeps each line where it was", () => {
  const source = [
    "() => {",
    "for (",
    "let l2",
    "= l3;",
    "l4 <",
    "l5;",
    "x += 1",
    "",
    ") {",
    "l9();",
    "}",
    "while (",
    "l12",
    ")",
    "{ l14(); }",
    "do {",
    "l16();",
    "}",
    "while (",
    "l19",
    ");",
    "for (const l21",
    "of l22)",
    "l23();",
    "l24();",
    "}",
  ].join("\n");
  checked(source).split("\n").forEach((line, index) => {
    for (const [, number] of line.matchAll(/\bl(\d+)/g)) assert.equal(Number(number), index, line);
  });
});

test("instrument() has code behind an await or a yield resume", async () => {
  let resumed = 0;
  const counting = {
    ...quiet,
    resume<V>(value: V): V {
      resumed++;
      return value;
    },
  };
  const source = "async (a) => { const g = function* () { return (yield 1) + (yield 2) }; " +
    "const b = g(); b.next(); b.next(3); return [b.next(4).value, (await a) + 1] }";
  assert.deepEqual(await compile(checked(source), counting)(5), [7, 6]);
  assert.equal(resumed, 3);
});

test("instrument() reads modules and scripts", () => {
  const module = "#!/usr/bin/env node\nimport a from 'b'; export const c = await a;";
  assert.equal(
    instrument(module, "module"),
    `#!/usr/bin/env node\n;${entry};import a from 'b'; export const c = $gil.resume(await a);`,
  );
  const script = "if (a) return; exports.b = () => 1;";
  assert.equal(
    instrument(script, "commonjs"),
    `;${entry};if (a) return; exports.b = () => (${entry},(1));`,
  );
  assert.equal(instrument("let a: number", "module"), "let a: number");
});

test("instrument() has every call of every function run the check", async () => {
  assert.equal(await checks("function f(n) { return n ? f(n - 1) : 0 }", 10), 11);
  assert.equal(await checks("(n) => [...Array(n)].map((_, i) => i)", 10), 11);
  assert.equal(await checks("() => { const o = { a() {}, get b() { return 1 } }; o.a(); o.b }"), 3);
  assert.equal(
    await checks("() => { class A { #a = () => 1; b() { this.#a() } } new A().b() }"),
    3,
  );
  assert.equal(
    await checks("() => { class A {} class B extends A { constructor() { super() } } new B() }"),
    2,
  );
  assert.equal(
    await checks("async () => { await (async () => 1)(); await (async (a) => { a })() }"),
    3,
  );
  assert.equal(await checks("() => { [...(function* () { 'a'; yield 1 })()] }"), 2);
});
