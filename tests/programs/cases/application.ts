/**
 * An application in an executable of its own, as Electron makes them: a script that is the runtime
 * if the environment asks for it, and starts this program otherwise.
 */

import { appendFileSync, readFileSync } from "node:fs";
import process from "node:process";
import { ProcessPoolExecutor } from "../../../mod.ts";

const [executable, starts, electron] = process.argv.slice(2);

appendFileSync(starts!, "once\n");
if (readFileSync(starts!, "utf8").length > 30) process.exit(9);
process.execPath = executable!;
if (electron !== undefined) {
  const versions = { ...process.versions, electron };
  Object.defineProperty(process, "versions", { value: versions });
}
try {
  const executor = new ProcessPoolExecutor(2);
  const futures = [1, 2].map((n) => executor.submit((n: number) => n * 2, n));
  for (const future of futures) console.log(String(await future.exception() ?? await future));
  await executor.shutdown();
} catch (error) {
  console.log(`once more: ${error}`);
}
