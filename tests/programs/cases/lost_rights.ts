/**
 * What becomes of a pool whose program loses a right, or has another PATH, before it starts work; and
 * of one that asks for all of a right while `Object.prototype` names the part that the program has.
 */

import process from "node:process";
import { ProcessPoolExecutor } from "../../../mod.ts";

const changes = {
  path: () => process.env.PATH = process.argv[2],
  revoked: () => Deno.permissions.revokeSync({ name: "sys" }),
};
for (const [name, change] of Object.entries(changes)) {
  const permissions = name === "path" ? { run: ["cat"] } : { sys: ["hostname"] };
  const executor = new ProcessPoolExecutor({ maxWorkers: 1, permissions });
  change();
  const error = await executor.submit(() => Deno.hostname()).exception();
  console.log(`${name}: ${(error as Error).cause}`);
  await executor.shutdown();
}

Object.assign(Object.prototype, { kind: "hostname" });
try {
  new ProcessPoolExecutor({ permissions: { sys: true } });
} catch (error) {
  console.log(`polluted: ${error}`);
}
