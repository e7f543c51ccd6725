/** What functions sent as source text may be made of: by tools that rewrote them, with `import()`. */

import assert from "node:assert/strict";
import { type Kind, testsOf } from "../fixtures/kinds.ts";
import { written } from "../fixtures/written.ts";

export function sourceFunctionsContract(kind: Kind): void {
  const test = testsOf(kind);
  const run = (text: string, ...args: unknown[]): Promise<unknown> =>
    kind.share(1).submit(written(text) as (...args: unknown[]) => unknown, ...args).result();

  test("a function named by esbuild or tsx runs, and what is in it has its names", async () => {
    const text = `(n) => {
      const f = /* @__PURE__ */ __name((x) => x + 1, "f");
      class A { static { __name(this, "A"); } }
      function* g() { yield n; }
      __name(g, "g");
      const h = __name2(class {}, "h");
      return [f(n), f.name, A.name, g.name, h.name];
    }`;
    assert.deepEqual(await run(text, 1), [2, "f", "A", "g", "h"]);
  });

  test("a function that istanbul counts runs, whatever it counts", async () => {
    const text = `async (n, m = (cov_2pzzo0b6xo().b[0][0]++, 5), ...rest) => {
      cov_2pzzo0b6xo().f[0]++;
      let x = (cov_2pzzo0b6xo().s[0]++, (cov_2pzzo0b6xo().b[12][0]++, n) && (cov_2pzzo0b6xo().b[12][1]++, m));
      class A { static s = (cov_2pzzo0b6xo().s[1]++, 1); #p = (cov_2pzzo0b6xo().s[2]++, 2);
        get p() { cov_2pzzo0b6xo().f[1]++; cov_2pzzo0b6xo().s[3]++; return this.#p; } }
      cov_2pzzo0b6xo().s[4]++;
      if (x > 1) { cov_2pzzo0b6xo().b[2][0]++; cov_2pzzo0b6xo().s[5]++; x++; } else { cov_2pzzo0b6xo().b[2][1]++; }
      cov_2pzzo0b6xo().s[6]++;
      await null;
      return [x, A.s, new A().p, ++cov_2pzzo0b6xo().s[7] !== 5];
    }`;
    assert.deepEqual(await run(text, 1), [6, 1, 2, true]);
    assert.equal(await run("(n) => { cov_9f.f[0]++; cov_9f.b[0][1]++; return n; }", 3), 3);
    const early = "(n) => { __cov_aB$c.f['1']++; __cov_aB$c.b['1'][0]++; return n; }";
    assert.equal(await run(early, 4), 4);
  });

  test("a function whose branches' truth istanbul counts runs", async () => {
    const temp = "cov_q().cov_q_temp";
    const text = `(n) => { cov_q().f[0]++; cov_q().s[0]++;
      return (cov_q().b[7][0]++, ${temp} = n, (${temp} && (!Array.isArray(${temp}) || ${temp}.length)
        && (Object.getPrototypeOf(${temp}) !== Object.prototype || Object.values(${temp}).length)
        ? cov_q().bT[7][0]++ : null), ${temp}) || (cov_q().b[7][1]++, "none"); }`;
    assert.deepEqual([await run(text, 3), await run(text, 0)], [3, "none"]);
  });

  test("a name like istanbul's that doesn't count is a name like any other", async () => {
    await assert.rejects(run("(n) => cov_xy(n)"), {
      name: "ReferenceError",
      message: /cov_xy.*: a function sent as source text can't use names from around it; /,
    });
  });

  test("a function whose import() Vite or Vitest has rewritten runs", async () => {
    const text = "async (url, n) => (await __vite_ssr_dynamic_import__(url, {})).default + n";
    assert.equal(await run(text, "data:text/javascript,export default 41", 1), 42);
  });

  test("a name that a tool has made is told as that tool's", async () => {
    for (
      const [name, what] of [
        ["__vite_ssr_import_0__", /Vite's name for an import/],
        ["__vi_import_0__", /Vite's name for an import/],
        ["__awaiter", /a helper of TypeScript's: raise its "target"/],
        ["__spreadProps", /a helper of esbuild's, and so of tsx: raise its "target"/],
        ["_async_to_generator", /a helper of SWC's/],
        ["_createClass", /a helper of Babel's/],
        ["__webpack_require__", /a helper of webpack's/],
      ] as const
    ) {
      const fix = /; export it from a module and submit it through importTasks\(\); if you did not/;
      for (const text of [`() => ${name}(0)`, `async () => ${name}(0)`]) {
        await assert.rejects(run(text), (error: Error) => {
          assert.equal(error.name, "ReferenceError");
          for (const part of [name, fix, what]) assert.match(error.message, new RegExp(part));
          assert.ok(error.stack!.includes(error.message));
          return true;
        });
      }
    }
  });

  test("a worker that was sent a thousand other functions is sent one anew", async () => {
    const executor = kind.share(1);
    const home = "globalThis.latest";
    const isNew = written(`function isNew() {
      const was = ${home};
      ${home} = isNew;
      return was !== isNew;
    }`) as () => boolean;
    assert.deepEqual([await executor.submit(isNew), await executor.submit(isNew)], [true, false]);
    const others = Array.from({ length: 1100 }, (_, n) => written(`() => ${n}`) as () => number);
    const results = await Promise.all(others.map((other) => executor.submit(other)));
    assert.deepEqual(results, others.map((_, n) => n));
    assert.deepEqual([await executor.submit(isNew), await executor.submit(isNew)], [true, false]);
    assert.equal(await executor.submit(others[0]!), 0);
  });

  test("import() of a URL works in a function sent as source text, with options too", async () => {
    const json = `async () => {
      const url = "data:application/json,[7]";
      return (await import(url, { with: { type: "json" } })).default;
    }`;
    assert.deepEqual(await run(json), [7]);
    const url = new URL("data:text/javascript,export default 8").href;
    assert.equal(await run("(url) => import(new URL(url)).then((m) => m.default)", url), 8);
  });

  test("a relative import() in a function sent as source text says what to write", async () => {
    const texts = [
      "() => import('./x.ts')",
      "async () => { const { x } = await import(/* @vite-ignore */ './x.ts'); return x; }",
      "() => import // later\n (`./${'x'}.ts`)",
      "() => __vite_ssr_dynamic_import__('./x.ts')",
    ];
    for (const text of texts) {
      await assert.rejects(run(text), {
        name: "TypeError",
        message: 'Cannot import "./x.ts" in a function sent as source text: it is relative, ' +
          "and a worker does not know to what; " +
          'pass it what import.meta.resolve("./x.ts") gives',
      }, text);
    }
    for (const module of ["../x.ts", ".", "..", ""]) {
      await assert.rejects(run("(module) => import(module)", module), /it is relative, /, module);
    }
  });

  test("what only looks like import() stays as it is", async () => {
    const text = `async () => [
      "import('./a')", 'import("./a")', \`import("./a") \${'import("./a")'}\`, /import(.\\/a)/.source,
      { import(x) { return x; } }.import("./a"), { "import"(x) { return x; } }["import"]("./b"),
      /* import("./a") */ 1, // import("./a")
      2 / [4].map((x) => x / 2).length, \`\${(() => { let $import = (x) => x; return $import("./c"); })()}\`,
    ]`;
    assert.deepEqual(await run(text), await written(text)());
  });
}
