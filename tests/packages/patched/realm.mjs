// The package in a context of node:vm, whose classes are its own, on Node with --experimental-vm-modules.
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import process from "node:process";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const [futures, given] = process.argv.slice(2);
const contexts = {
  full: {
    DOMException,
    process,
    console,
    setTimeout,
    clearTimeout,
    performance,
    TextEncoder,
    TextDecoder,
    URL,
    navigator,
    Uint8Array,
    ArrayBuffer,
  },
  bare: { process, console },
  empty: {},
};
const context = vm.createContext(contexts[given]);
const modules = new Map();
const load = (url) => {
  if (!modules.has(url)) {
    const make = async () => {
      const text = stripTypeScriptTypes(await readFile(fileURLToPath(url), "utf8"));
      const importModuleDynamically = (specifier, { identifier }) =>
        evaluated(new URL(specifier, identifier).href);
      return new vm.SourceTextModule(text, { context, identifier: url, importModuleDynamically });
    };
    modules.set(url, make());
  }
  return modules.get(url);
};
const link = (specifier, { identifier }) => load(new URL(specifier, identifier).href);
const evaluated = async (url) => {
  const module = await load(url);
  if (module.status === "unlinked") await module.link(link);
  await module.evaluate();
  return module;
};
const module = await evaluated(futures);
const kernels = (await evaluated(new URL("src/kernels/mod.ts", futures).href)).namespace;

for (const name of ["ThreadPoolExecutor", "ProcessPoolExecutor"]) {
  let executor;
  try {
    executor = new module.namespace[name](1);
  } catch (error) {
    console.log(error.name, error.message);
    continue;
  }
  const values = [await executor.submit((n) => n * 2, 4)];
  values.push(await executor.submit((text) => text.length, "a text of some length beyond"));
  values.push(await executor.submit((n) => new Uint8Array(n).length, 40_000));
  const error = await executor.submit(() => {
    throw new RangeError("thrown");
  }).exception();
  const { RangeError } = vm.runInContext("({ RangeError })", context);
  const unsent = await executor.submit((value) => value, () => {}).exception();
  await executor.shutdown();
  console.log(...values, error instanceof RangeError, unsent.name);
}

const { ThreadPoolExecutor, ProcessPoolExecutor } = module.namespace;
const inside = (text) => vm.runInContext(text, context);
const threads = new ThreadPoolExecutor(inside("({ maxWorkers: 2, gil: { switchInterval: 1 } })"));
const shared = inside("new Int32Array(new SharedArrayBuffer(8))");
await threads.submit((words) => void (words[0] = 7), shared);
console.log(shared[0], await threads.submit(kernels.factorial, 5));
await threads.shutdown();
const processes = new ProcessPoolExecutor(1);
console.log(
  await processes.submit(kernels.factorial, 20),
  kernels.sum(inside("new Float64Array([0.5, 0.25])")),
  kernels.fsum(inside("[0.1, 0.2, 0.3]")),
  (await processes.submit((words) => words, shared).exception()).name,
);
await processes.shutdown();
