/**
 * What stands in for `fixtures/locked_tasks.ts` in a page, whose modules nobody makes obey a lock:
 * the tasks that are to obey by themselves are sent as source, which is.
 */

import { importTasks, type Tasks } from "../../../mod.ts";
import { alone, awaitFlag, burn, callBack, countTo } from "../../fixtures/gil_tasks.ts";

type All = Tasks<typeof import("../../fixtures/gil_tasks.ts")>;

const bySource: Partial<All> = { alone, awaitFlag, burn, callBack, countTo };
const imported: All = importTasks(import.meta.resolve("../../fixtures/gil_tasks.ts"));

/** Whose loops are to obey the lock, and who looks at it. */
export const tasks: All = new Proxy(imported, {
  get: (target, name) => Reflect.get(bySource, name) ?? Reflect.get(target, name),
});

/** No page has any. */
export const scripts: { readonly burn?: never } = {};

/** Why modules are not made to obey here. */
export const modulesAreDeaf = "a browser lets nobody rewrite modules: they obey at checkpoint()";
