import { threads } from "../fixtures/kinds.ts";
import { errorsContract } from "./errors.ts";
import { kernelsContract } from "./kernels.ts";
import { lifeContract } from "./life.ts";
import { mapContract } from "./map.ts";
import { sharedMemoryContract } from "./shared_memory.ts";
import { sourceFunctionsContract } from "./source_functions.ts";
import { submitContract } from "./submit.ts";
import { traceContract } from "./trace.ts";

submitContract(threads);
sourceFunctionsContract(threads);
errorsContract(threads);
mapContract(threads);
lifeContract(threads);
sharedMemoryContract(threads);
kernelsContract(threads);
traceContract(threads);
