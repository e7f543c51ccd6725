/** A module of tasks that ends its worker while it is loaded. */

import process from "node:process";

export function unreachable(): void {}

process.exit(3);
