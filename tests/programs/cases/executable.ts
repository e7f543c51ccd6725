/**
 * Asks a process for something, its task's module too, and prints the answers: to be an executable,
 * or to take itself for one that can't start children if told so.
 */

import process from "node:process";

const { Deno } = globalThis as { Deno?: { readonly build: object } };

if (process.argv.includes("childless")) {
  if (Deno) Object.defineProperty(Deno, "build", { value: { ...Deno.build, standalone: true } });
  const { getBuiltinModule } = process;
  const executable = { isSea: () => true };
  process.getBuiltinModule = ((id: string) =>
    id === "node:sea" ? executable : getBuiltinModule(id)) as typeof getBuiltinModule;
}

const { importTasks, ProcessPoolExecutor } = await import("../../../mod.ts");
const tasks = importTasks<typeof import("./executable_tasks.ts")>(
  new URL("./executable_tasks.ts", import.meta.url),
);

try {
  const executor = new ProcessPoolExecutor(1);
  console.log(await executor.submit((n: number) => n ** 2, 12));
  console.log(await executor.submit(tasks.half, 12));
  const missing = importTasks<{ half(): void }>(new URL("./missing.js", import.meta.url));
  console.log(String(await executor.submit(missing.half).exception()).split("\n")[0]);
  await executor.shutdown();
} catch (error) {
  console.log(String(error));
}
