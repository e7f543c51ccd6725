/** What a text becomes in a worker: with what tools put into it, and with whose names it lacks. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { stop, transform } from "esbuild";
import { rewriteImports } from "../../src/worker/import_module.ts";
import { evaluate } from "../../src/worker/source_function.ts";
import { ownerOf } from "../../src/worker/tool_names.ts";

after(() => stop());

/** The text of a program's `task` when esbuild has built the program. */
async function built(program: string, options: object): Promise<string> {
  const { code } = await transform(program, options);
  return String(new Function(`${code}; return task;`)());
}

test("evaluate() takes what esbuild makes of a function with keepNames", async () => {
  const text = await built(
    `const task = (n) => {
      const f = (x) => x + 1;
      class A {}
      function g() {}
      return [f(n), f.name, A.name, g.name];
    }`,
    { keepNames: true },
  );
  assert.match(text, /__name\(/);
  assert.deepEqual(evaluate("task", text)(1), [2, "f", "A", "g"]);
});

test("ownerOf() names esbuild for each helper that it puts into a function", async () => {
  const text = await built(
    `const task = async (a, ...r) => {
      const { p, ...rest } = a;
      class A { #h = 1; x = 2; static has(o) { return #h in o; } get() { return this.#h; } #m() {} n() { this.#m(); this.#h = 3; } }
      async function* each() { yield* r; }
      for await (const q of each()) r.push(q);
      using d = a;
      return { ...a, rest, p: p ** 2 };
    }`,
    { target: "es2015", supported: { destructuring: true } },
  );
  const names = [...new Set(text.match(/\b__\w+/g))];
  assert.ok(names.length > 10, names.join());
  for (const name of names) assert.match(ownerOf(name, text)!, /esbuild's/, name);
});

test("ownerOf() tells each tool's helpers by their names", () => {
  const helpers = {
    TypeScript:
      "__awaiter __generator __rest __read __values __spread __spreadArray __spreadArrays " +
      "__assign __extends __decorate __param __metadata __esDecorate __propKey __setFunctionName " +
      "__asyncDelegator __asyncValues __importStar __importDefault __exportStar __createBinding " +
      "__makeTemplateObject __classPrivateFieldGet __classPrivateFieldSet __classPrivateFieldIn " +
      "__addDisposableResource __disposeResources __rewriteRelativeImportExtension tslib_1 " +
      "node_path_1",
    esbuild: "__publicField __async __await __asyncGenerator __runInitializers __spreadProps " +
      "__spreadValues __objRest __restKey __privateGet __privateAdd __using __callDispose __pow " +
      "__toESM __require __commonJS __decorateElement __superGet __forAwait __yieldStar __template " +
      "import_node_path import_meta",
    Babel:
      "_asyncToGenerator _regenerator _regeneratorDefine2 _createClass _classCallCheck _typeof " +
      "_objectSpread _toConsumableArray _slicedToArray _usingCtx2 _interopRequireWildcard " +
      "_f _ref _construct _inherits _OverloadYield babelHelpers",
    SWC:
      "_async_to_generator _ts_generator _ts_dispose_resources _class_private_field_get _type_of " +
      "_object_spread_props _interop_require_wildcard _define_property _construct _inherits",
    webpack: "__webpack_require__ __non_webpack_require__ node_path__WEBPACK_IMPORTED_MODULE_0__",
    Turbopack: "__turbopack_context__ __TURBOPACK__imported__module__0__",
    Rspack: "__rspack_import_0__",
    Vite: "__vite_ssr_import_0__ __vi_import_0__ __vite_ssr_import_meta__ __vitePreload",
  };
  for (const [tool, names] of Object.entries(helpers)) {
    for (const name of names.split(" ")) assert.match(ownerOf(name, "") ?? "", RegExp(tool), name);
  }
});

test("ownerOf() tells a minifier's name from a short one that somebody wrote", () => {
  assert.match(ownerOf("t", "e=>{let r=t(e);return r}")!, /minifying bundler/);
  for (const text of ["(n) => n + k", "function (n) {\n  const x = k;\n return x; }"]) {
    assert.equal(ownerOf("k", text), undefined);
  }
  for (const name of ["helper", "Task", "cov_xy", "$"]) {
    assert.equal(ownerOf(name, "(n) => n"), undefined);
  }
});

test("rewriteImports() changes nothing but the import() of the language", () => {
  const kept = [
    "() => import.meta",
    "() => 'import(1)'",
    "() => `import(1)`",
    "() => /import(1)/",
    "() => /[/]import(1)/.test('/')",
    "(a) => a.import(1)",
    "(a) => a?.import(1)",
    "() => ({ import(x) {} })",
    "() => class { static import(x) {} #import(x) {} }",
    "() => 1 // import(1)",
    "() => /* import(1) */ 1",
    "(a) => a\n<!-- import(1)\n",
    "($import) => $import(1)",
    "(éimport) => éimport(1)",
  ];
  for (const text of kept) assert.equal(rewriteImports(text, "$"), text);
  const changed = [
    ["() => import(1)", "() => $(1)"],
    ["() => import\n/* a */ // b\n (1)", "() => $\n/* a */ // b\n (1)"],
    ["() => `${import(1)} import(1)`", "() => `${$(1)} import(1)`"],
    ["(a) => a / import(1) / 2", "(a) => a / $(1) / 2"],
    ["() => ({ [import(1)]: 'import(1)' })", "() => ({ [$(1)]: 'import(1)' })"],
    ["() => () => { if (1) import(1); }", "() => () => { if (1) $(1); }"],
    ["() => { ...import(1) }", "() => { ...$(1) }"],
    ["() => [...import(1)]", "() => [...$(1)]"],
  ] as const;
  for (const [text, rewritten] of changed) assert.equal(rewriteImports(text, "$"), rewritten);
});

test("a relative import() that Vite has made one from its root says what to write", async () => {
  const task = evaluate("", '() => __vite_ssr_dynamic_import__("/src/none.ts")');
  await assert.rejects(task() as Promise<unknown>, {
    name: "TypeError",
    message: /^Cannot import "\/src\/none.ts" in a function sent as source text: it is relative, /,
  });
});

test("evaluate() of a text that has the names it would use itself", async () => {
  const text =
    "async (imp$rt) => [imp$rt, (await import('data:text/javascript,export default 1')).default]";
  assert.deepEqual(await evaluate("f", text)(2), [2, 1]);
  assert.equal(evaluate("__name", "(n) => n === 0 ? 'end' : __name(n - 1)")(3), "end");
});
