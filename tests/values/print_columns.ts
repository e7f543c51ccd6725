/** Prints this runtime's columns, for `table.ts`. */

import process from "node:process";
import { columns } from "./columns.ts";

console.log(JSON.stringify(await columns()));
// What was moved to a worker and is lost there keeps Node running.
process.exit(0);
