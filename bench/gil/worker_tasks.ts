/** The main side's names for the functions of `tasks.ts`. */

import { importTasks, type Tasks } from "../../mod.ts";
import { beside } from "../beside.ts";

/** The tasks, to be submitted. */
export const tasks: Tasks<typeof import("./tasks.ts")> = importTasks(
  beside("./tasks", import.meta.url).href,
);
