/** The other side of `workerpool.ts`. */

import { packageOf } from "./package_of.ts";
import * as tasks from "./tasks.ts";

const { worker } = await packageOf<{ worker(methods: object): void }>("workerpool");
worker({ ...tasks });
