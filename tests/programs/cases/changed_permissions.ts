/**
 * What workers may read whose permissions change, or say one thing first and then another:
 * `changed_permissions.ts KIND FOLDER`, a folder with files `open/x` and `closed/x`.
 */

import process from "node:process";
import { type PermissionList, ProcessPoolExecutor, ThreadPoolExecutor } from "../../../mod.ts";

const [kind, folder] = process.argv.slice(2);
const Pool = kind === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;
const [open, closed] = [`${folder}/open`, `${folder}/closed`];
const make = (permissions: PermissionList) => new Pool({ maxWorkers: 1, permissions });

const executors = {
  extended() {
    const read = [open];
    const list: PermissionList = { read };
    const executor = make(list);
    read.push(closed);
    Object.assign(list, { env: true });
    return executor;
  },
  replaced() {
    const list = { read: [open] };
    const executor = make(list);
    list.read = [closed];
    return executor;
  },
  own: () => make(Object.create({ read: true, env: true }, { read: { value: [open] } })),
  inherited: () => make(Object.create({ read: true, env: true })),
  getter() {
    let turn = 0;
    return make({
      get read() {
        return turn++ > 0 || [open];
      },
    });
  },
  moved() {
    process.chdir(open);
    const executor = make({ read: ["."] });
    process.chdir(closed);
    return executor;
  },
};

/** What of these files may be read, and whether all variables. */
const look = (files: readonly string[]) => {
  const may = [];
  for (const file of files) {
    try {
      may.push(Deno.readTextFileSync(file));
    } catch (error) {
      may.push((error as Error).name);
    }
  }
  return [...may, Deno.permissions.querySync({ name: "env" }).state === "granted"];
};

for (const [name, create] of Object.entries(executors)) {
  const executor = create();
  const found = await executor.submit(look, [`${open}/x`, `${closed}/x`]);
  console.log(JSON.stringify([name, ...found]));
  await executor.shutdown();
}
