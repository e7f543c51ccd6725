/** The other side of `poolifier.ts`. */

import { packageOf } from "./package_of.ts";
import * as tasks from "./tasks.ts";

/** What is used of the package. */
interface Package {
  readonly ThreadWorker: new (tasks: object) => object;
}

const { ThreadWorker } = await packageOf<Package>("poolifier");
const worker: object = new ThreadWorker({ ...tasks });
export default worker;
