/** Lets an error that nothing catches end the program: of which kind, from what, and how. */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const [kind, what = "", how] = process.argv.slice(2);
const executor = kind === "threads" ? new ThreadPoolExecutor(1) : new ProcessPoolExecutor(1);
const argument = (what === "unsendable" ? Symbol("no") : what) as string;
const future = executor.submit((what) => {
  if (what === "death") globalThis.process.exit(3);
  throw new RangeError("the task's own");
}, argument);
if (how === "awaited") await future;
else future.then(() => {});
