/**
 * Which permissions an executor takes from this program, and which of the program's rights its
 * workers have: `given_rights.ts KINDS PERMISSIONS [DESCRIPTORS]`, the last two as JSON arrays.
 */

import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const [kinds, permissions, descriptors = "[]"] = process.argv.slice(2);
const asked: readonly Deno.PermissionDescriptor[] = JSON.parse(descriptors);
const look = (asked: readonly Deno.PermissionDescriptor[]) =>
  asked.map((one) => Deno.permissions.querySync(one).state === "granted");

for (const given of JSON.parse(permissions!)) {
  for (const kind of kinds!.split(",")) {
    const Pool = kind === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;
    try {
      const executor = new Pool({ maxWorkers: 1, permissions: given });
      const found = asked.length > 0 ? await executor.submit(look, asked) : "given";
      console.log(JSON.stringify(found));
      await executor.shutdown();
    } catch (error) {
      console.log(String(error));
    }
  }
}
