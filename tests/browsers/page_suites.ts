/** What is tried in a page: the contracts, bound to its kinds, and what only a page has. */

import { errorsContract } from "../contract/errors.ts";
import { gilContract } from "../contract/gil.ts";
import { gilLaws } from "../contract/gil_laws.ts";
import { kernelsContract } from "../contract/kernels.ts";
import { lifeContract } from "../contract/life.ts";
import { mapContract } from "../contract/map.ts";
import { obedienceContract } from "../contract/obedience.ts";
import { sharedMemoryContract } from "../contract/shared_memory.ts";
import { snapshotContract } from "../contract/snapshot.ts";
import { sourceFunctionsContract } from "../contract/source_functions.ts";
import { submitContract } from "../contract/submit.ts";
import { traceContract } from "../contract/trace.ts";
import { isolatedPageContract, plainPageContract } from "./page_contract.ts";
import { pageThreads, pageThreadsUnderGil } from "./page_kinds.ts";

/** Suites by the name under which they are asked for; each declares its tests. */
export type Suites = Readonly<Record<string, () => unknown>>;

/** On each page. */
const onBoth: Suites = {
  "submit()": () => submitContract(pageThreads),
  "functions as source": () => sourceFunctionsContract(pageThreads),
  "arguments as they were": () => snapshotContract(pageThreads),
  "errors": () => errorsContract(pageThreads),
  "map()": () => mapContract(pageThreads),
  "life and death": () => lifeContract(pageThreads),
  "memory": () => sharedMemoryContract(pageThreads),
  "kernels": () => kernelsContract(pageThreads),
  "trace": () => traceContract(pageThreads),
  "symptoms": () => import("../contract/symptoms.test.ts"),
};

/** What a page has to share among its workers. */
export type Memory = "shared" | "none";

/** Where memory is shared tasks are pulled from it, and there are locks; else all is messages. */
export function suitesOf(memory: Memory): Suites {
  if (memory === "none") return { ...onBoth, "what it lacks": plainPageContract };
  return {
    ...onBoth,
    "what it lacks": isolatedPageContract,
    "errors under a GIL": () => errorsContract(pageThreadsUnderGil),
    "trace under a GIL": () => traceContract(pageThreadsUnderGil),
    "the GIL": gilContract,
    "the GIL's laws": gilLaws,
    "obedience to the GIL": obedienceContract,
  };
}
