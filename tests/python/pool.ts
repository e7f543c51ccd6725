/** The tasks of `pool_tasks.ts`, to be submitted. */

import { importTasks, type Tasks } from "../../mod.ts";

export const pool: Tasks<typeof import("./pool_tasks.ts")> = importTasks<
  typeof import("./pool_tasks.ts")
>(import.meta.resolve("./pool_tasks.ts"));
