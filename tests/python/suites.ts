/** Which of the ported contracts hold for which kinds of executors. */

import { type Kind, processes, threads, webWorkers } from "../fixtures/kinds.ts";
import { asCompletedContract } from "./as_completed.ts";
import { deadlockContract } from "./deadlock.ts";
import { executorContract } from "./executor.ts";
import { futureContract } from "./future.ts";
import { initContract } from "./init.ts";
import { interpreterPoolContract } from "./interpreter_pool.ts";
import { maxTasksContract } from "./max_tasks_per_child.ts";
import { type Contract, declare } from "./port.ts";
import { processPoolContract } from "./process_pool.ts";
import { shutdownContract } from "./shutdown.ts";
import { threadPoolContract } from "./thread_pool.ts";
import { waitContract } from "./wait.ts";

/** A contract and the kinds that keep it. */
export interface Suite {
  readonly contract: Contract;
  readonly kinds: readonly Kind[];
}

/** What holds for futures without any executor is declared once. */
export const futures: Kind = { ...threads, name: "futures" };

/** The contracts, in the order of CPython's files. */
export const suites: readonly Suite[] = [
  { contract: executorContract, kinds: [threads, processes, webWorkers] },
  { contract: asCompletedContract, kinds: [threads, processes, webWorkers] },
  { contract: waitContract, kinds: [threads, processes, webWorkers] },
  { contract: futureContract, kinds: [futures] },
  { contract: initContract, kinds: [threads, processes, webWorkers] },
  { contract: threadPoolContract, kinds: [threads, webWorkers] },
  { contract: shutdownContract, kinds: [threads, processes, webWorkers] },
  { contract: processPoolContract, kinds: [processes] },
  { contract: maxTasksContract, kinds: [threads, webWorkers] },
  { contract: deadlockContract, kinds: [threads, processes, webWorkers] },
  { contract: interpreterPoolContract, kinds: [threads, webWorkers] },
];

/** Declares to the runner all that holds for a kind. */
export function declareFor(kind: Kind): void {
  for (const { contract, kinds } of suites) if (kinds.includes(kind)) declare(contract, kind);
}
