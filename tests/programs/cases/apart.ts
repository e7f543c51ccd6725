/**
 * What a process with permissions finds of its program without asking: `apart.ts PERMISSIONS`, as
 * JSON.
 */

import process from "node:process";
import { ProcessPoolExecutor } from "../../../mod.ts";

/** What is kept in both places, before something else is put there. */
async function kept() {
  const cache = await caches.open("of the program");
  const [stored, found] = [localStorage.getItem("key"), await cache.match("https://a.invalid/")];
  localStorage.setItem("key", "the worker's");
  return [stored, found && await found.text()];
}

/** Why a package can't be loaded; Deno looks for what `import()` names by itself. */
async function load(name: string) {
  try {
    await import(name);
  } catch (error) {
    return (error as Error).message;
  }
}

localStorage.setItem("key", "the program's");
const cache = await caches.open("of the program");
await cache.put("https://a.invalid/", new Response("the program's"));

const executor = new ProcessPoolExecutor({
  maxWorkers: 1,
  permissions: JSON.parse(process.argv[2]!),
});
console.log(JSON.stringify(await executor.submit(kept)));
console.log(localStorage.getItem("key"));
console.log(await executor.submit(load, "npm:@concurrent/not-there@1.0.0"));
await executor.shutdown();
