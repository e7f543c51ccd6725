/** The tasks of `core_tasks.ts`, to be submitted. */

import { importTasks, type Tasks } from "../../mod.ts";

export const core: Tasks<typeof import("./core_tasks.ts")> = importTasks<
  typeof import("./core_tasks.ts")
>(import.meta.resolve("./core_tasks.ts"));
