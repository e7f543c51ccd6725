import { processes } from "../fixtures/kinds.ts";
import { errorsContract } from "./errors.ts";
import { forcedStopContract } from "./forced_stop.ts";
import { kernelsContract } from "./kernels.ts";
import { lifeContract } from "./life.ts";
import { mapContract } from "./map.ts";
import { sourceFunctionsContract } from "./source_functions.ts";
import { submitContract } from "./submit.ts";
import { traceContract } from "./trace.ts";

submitContract(processes);
sourceFunctionsContract(processes);
errorsContract(processes);
mapContract(processes);
lifeContract(processes);
forcedStopContract();
kernelsContract(processes);
traceContract(processes);
