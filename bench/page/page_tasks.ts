/** The page's names for the functions of `tasks.ts`, which is a file of its own beside the page. */

import { importTasks, type Tasks } from "../../mod.ts";

/** The tasks, to be submitted. */
export const tasks: Tasks<typeof import("./tasks.ts")> = importTasks(
  new URL("tasks.js", import.meta.url),
);
