// Under jest and vitest alike, with coverage by istanbul.
import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";
import { branches, imports, importsRelative, nested, usesItsModule } from "./functions.mjs";

const underVitest = "vi" in globalThis;

test("the functions are instrumented", () => {
  for (const fn of [branches, nested, imports]) expect(String(fn)).toMatch(/cov_\w+\(\)\.f\[/);
  if (underVitest) expect(String(imports)).toMatch(/__vite_ssr_dynamic_import__\(/);
});

for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  test(`${Executor.name} runs functions that are counted, with import() too`, async () => {
    const executor = new Executor(1);
    expect(await executor.submit(branches, 3, { a: 2, b: 1 })).toEqual(["big", 8]);
    expect(await executor.submit(branches, 0, {}, 1, 1)).toEqual(["small", 3]);
    expect(await executor.submit(nested, 2)).toBe(7);
    expect(await executor.submit(imports, "/a/b")).toBe("b");
    const relative = await executor.submit(importsRelative).exception();
    expect(relative.message).toMatch(
      /^Cannot import ".*\/functions\.mjs" in a function sent as source text: it is relative, /,
    );
    const missing = await executor.submit(usesItsModule).exception();
    expect(missing.message).toMatch(
      underVitest
        ? /__vite_ssr_import_0__.*it is Vite's name for an import of the module/
        : /sep .*a function sent as source text can't use names from around it/,
    );
    await executor.shutdown();
  });
}
