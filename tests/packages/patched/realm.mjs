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
};
const context = vm.createContext(contexts[given]);
const modules = new Map();
const load = (url) => {
  if (!modules.has(url)) {
    const make = async () => {
      const text = stripTypeScriptTypes(await readFile(fileURLToPath(url), "utf8"));
      return new vm.SourceTextModule(text, { context, identifier: url });
    };
    modules.set(url, make());
  }
  return modules.get(url);
};
const link = (specifier, { identifier }) => load(new URL(specifier, identifier).href);
const module = await load(futures);
await module.link(link);
await module.evaluate();

for (const name of ["ThreadPoolExecutor", "ProcessPoolExecutor"]) {
  const executor = new module.namespace[name](1);
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
