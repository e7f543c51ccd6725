/**
 * What a worker evaluates to have the kernels: this file and what it imports become
 * `program.gen.ts`, a text that goes with the first kernel that is sent.
 */

import { realm } from "../core/realm.ts";
import { acceptKernels } from "./instance.ts";
import { kernels } from "./table.ts";

realm.kernelTasks = { byName: kernels, accept: acceptKernels };
