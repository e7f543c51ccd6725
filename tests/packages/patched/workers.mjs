// Tasks that load a library which replaces Promise.
import { createRequire } from "node:module";
import process from "node:process";

const require = createRequire(import.meta.url);
const { ProcessPoolExecutor, ThreadPoolExecutor } = await import(process.argv[2]);

for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  for (const library of ["zone.js", "bluebird"]) {
    const executor = new Executor(1);
    await executor.submit(
      async (path, isClass) => {
        const { default: exported } = await import(path);
        if (isClass) globalThis.Promise = exported;
      },
      `file://${require.resolve(library)}`,
      library === "bluebird",
    );
    const values = [await executor.submit(() => 1), await executor.submit(async () => await 2)];
    const late = () => new Promise((resolve) => resolve(3));
    values.push(await executor.submit(late), await executor.submit(() => Promise.resolve(4)));
    await executor.shutdown();
    console.log(library, ...values);
  }
}
