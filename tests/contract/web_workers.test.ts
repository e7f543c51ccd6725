import { webWorkers } from "../fixtures/kinds.ts";
import { errorsContract } from "./errors.ts";
import { kernelsContract } from "./kernels.ts";
import { lifeContract } from "./life.ts";
import { mapContract } from "./map.ts";
import { sharedMemoryContract } from "./shared_memory.ts";
import { sourceFunctionsContract } from "./source_functions.ts";
import { submitContract } from "./submit.ts";
import { traceContract } from "./trace.ts";

submitContract(webWorkers);
sourceFunctionsContract(webWorkers);
errorsContract(webWorkers);
mapContract(webWorkers);
lifeContract(webWorkers);
sharedMemoryContract(webWorkers);
kernelsContract(webWorkers);
traceContract(webWorkers);
